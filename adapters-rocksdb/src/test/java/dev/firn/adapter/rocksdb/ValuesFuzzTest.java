// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import static dev.firn.testkit.SampleUploads.ACCOUNT;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.job.Notice;
import dev.firn.domain.settings.AccountSettings;
import dev.firn.domain.settings.VaultSettings;
import dev.firn.testkit.SampleArchives;
import dev.firn.testkit.SampleJobs;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/**
 * Whatever the disk gives back as a row. The first byte says of which kind it is, the second how
 * long the key is that follows; the rest is the value.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ValuesFuzzTest {

  private record Codec<T>(
      BiFunction<ByteBuffer, ByteBuffer, T> decoding, Function<T, byte[]> encoding) {

    /** Compares what was read, not its bytes: a description loses blanks around it. */
    void assertSame(byte[] key, byte[] value) {
      T read;
      try {
        read = decoding.apply(ByteBuffer.wrap(key), ByteBuffer.wrap(value));
      } catch (StorageException refusal) {
        return;
      }
      byte[] written = encoding.apply(read);
      assertEquals(read, decoding.apply(ByteBuffer.wrap(key), ByteBuffer.wrap(written)));
    }
  }

  private enum Kind {
    VAULT(new Codec<>((key, value) -> VaultCodec.decode(ACCOUNT, key, value), VaultCodec::encode)),
    UPLOAD(
        new Codec<>((key, value) -> UploadCodec.decode(PHOTOS, key, value), UploadCodec::encode)),
    PART(new Codec<>(PartCodec::decode, PartCodec::encode)),
    COMPLETION(new Codec<>(CompletionCodec::decode, CompletionCodec::encode)),
    ARCHIVE(
        new Codec<>(
            (key, value) ->
                StoredArchive.decode(PHOTOS, SampleArchives.archiveId(PHOTOS, 1), key, value),
            StoredArchive::encode)),
    INCOMING(new Codec<>(Incoming::decode, Incoming::encode)),
    ACTIVITY(new Codec<>(Activity::decode, Activity::encode)),
    SUM(new Codec<>(Inventories::sum, Inventories::summand)),
    VAULT_SETTINGS(
        new Codec<>(
            (key, value) -> DocumentCodec.decode(key, value, VaultSettings::of),
            settings -> DocumentCodec.encode(settings.document()))),
    ACCOUNT_SETTINGS(
        new Codec<>(
            (key, value) -> DocumentCodec.decode(key, value, AccountSettings::of),
            settings -> DocumentCodec.encode(settings.document()))),
    JOB(
        new Codec<>(
            (key, value) -> StoredJob.decode(PHOTOS, SampleJobs.jobId(PHOTOS, 1), key, value),
            StoredJob::encode)),
    NOTICE(
        new Codec<>(
            (key, value) ->
                DocumentCodec.decode(
                    key, value, document -> Notice.of(SampleJobs.noticeId(1), document)),
            notice -> DocumentCodec.encode(notice.document())));

    private final Codec<?> codec;

    Kind(Codec<?> codec) {
      this.codec = codec;
    }
  }

  @FuzzTest
  void a_value_is_refused_or_the_same_when_it_is_written_again(byte[] data) {
    if (data.length < 2) {
      return;
    }
    Kind kind = Kind.values()[(data[0] & 0xFF) % Kind.values().length];
    int start = Math.min(data.length, 2 + (data[1] & 0xFF));
    byte[] key = Arrays.copyOfRange(data, 2, start);
    byte[] value = Arrays.copyOfRange(data, start, data.length);
    kind.codec.assertSame(key, value);
  }
}
