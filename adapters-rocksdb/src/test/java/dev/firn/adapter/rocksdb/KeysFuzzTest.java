// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.firn.domain.content.ContentId;
import dev.firn.domain.error.StorageException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Whatever the disk gives back as a key. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KeysFuzzTest {

  private static final int DUE_LENGTH = 9;

  @FuzzTest
  void a_key_is_refused_or_the_same_when_it_is_written_again(byte[] key) {
    assertSame(key, read -> Keys.upload(Keys.vaultOfUpload(read), Keys.uploadId(read)));
    assertSame(key, read -> Keys.job(Keys.vaultOfJob(read), Keys.jobId(read)));
    assertSame(key, read -> Keys.notice(Keys.noticeId(read)));
    assertSame(behind(DUE_LENGTH, key), read -> bytes(Keys.noted(ByteBuffer.wrap(key))));
    assertSame(
        Arrays.copyOf(key, Math.min(key.length, ContentId.LENGTH)),
        read -> Keys.content(Keys.contentId(ByteBuffer.wrap(key))));
  }

  private static byte[] behind(int length, byte[] key) {
    return Arrays.copyOfRange(key, Math.min(length, key.length), key.length);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static void assertSame(byte[] key, Function<ByteBuffer, byte[]> rewriting) {
    byte[] rewritten;
    try {
      rewritten = rewriting.apply(ByteBuffer.wrap(key));
    } catch (StorageException refusal) {
      return;
    }
    assertArrayEquals(key, rewritten);
  }
}
