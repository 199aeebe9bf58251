// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.content;

import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.error.InvalidSignatureException;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.vault.VaultKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Consumer;

/**
 * A content while it is being written: {@link #receive}, {@link #check}, have it named, {@link
 * #keep}. One that is closed without having been kept is abandoned. For one thread, save for {@link
 * #renew}.
 *
 * @hidden
 */
public final class IncomingContent implements AutoCloseable {
  private static final Duration RENEWAL = Duration.ofMinutes(1);

  private final ContentRepository repository;
  private final VaultKey vault;
  private final ContentId id;
  private final Clock clock;
  private final Runnable renewal;
  private final Consumer<IncomingContent> closing;
  private final MessageDigest linear = Sha256.digest();
  private final TreeHashing tree = new TreeHashing();
  private volatile Instant renewed;
  private long size;
  private boolean kept;

  IncomingContent(
      ContentRepository repository,
      VaultKey vault,
      ContentId id,
      OptionalLong size,
      Clock clock,
      Runnable renewal,
      Consumer<IncomingContent> closing) {
    this.repository = repository;
    this.vault = vault;
    this.id = id;
    this.clock = clock;
    this.renewal = renewal;
    this.closing = closing;
    this.renewed = clock.instant();
    repository.begin(vault, id, size, renewed);
  }

  /** Returns the id that a part or an archive is to name it by. */
  public ContentId id() {
    return id;
  }

  /**
   * Reads bytes to their end and stores them chunk by chunk. To be called once.
   *
   * @param most the most bytes to store; what there is beyond the first one more is not read
   * @return the number of bytes; {@code most + 1} if there were more
   * @throws IOException if the bytes cannot be read to their end
   */
  public long receive(InputStream bytes, long most) throws IOException {
    byte[] chunk = new byte[wanted(most)];
    byte[] other = {};
    ForkJoinTask<?> hashed = hashLinearly(chunk, 0);
    int length = bytes.readNBytes(chunk, 0, chunk.length);
    for (int number = 0; length > 0 && size + length <= most; number++) {
      // One of the two hashes is computed beside all else: together they take the longest.
      hashed.join();
      hashed = hashLinearly(chunk, length);
      store(number, chunk, length);
      tree.update(chunk, 0, length);
      size += length;
      int wanted = wanted(most);
      byte[] next = other.length < wanted ? new byte[wanted] : other;
      other = chunk;
      chunk = next;
      length = bytes.readNBytes(chunk, 0, wanted);
    }
    hashed.join();
    return length > 0 ? most + 1 : size;
  }

  /** Returns in words how many bytes {@link #receive} says that there were. */
  public static String told(long received, long most) {
    return received > most ? "more than " + most : Long.toString(received);
  }

  /** Returns how many bytes to read next, so that one too many is noticed. */
  private int wanted(long most) {
    return (int) Math.min(TreeHashing.LEAF_BYTES, most - size + 1);
  }

  /**
   * Whoever joins the task before anybody has begun it does it: a busy machine hands nothing over.
   */
  private ForkJoinTask<?> hashLinearly(byte[] chunk, int length) {
    return ForkJoinTask.adapt(() -> linear.update(chunk, 0, length)).fork();
  }

  private void store(int number, byte[] chunk, int length) {
    if (!repository.write(vault, id, number, ByteBuffer.wrap(chunk, 0, length))) {
      throw lost();
    }
    if (clock.instant().isAfter(renewed.plus(RENEWAL))) {
      renew();
    }
  }

  /**
   * Checks what was received against the hashes that it must have, and returns its tree hash. To be
   * called once.
   *
   * @throws InvalidSignatureException if the linear hash is another
   * @throws InvalidParameterValueException if the tree hash is another
   */
  public TreeHash check(Payload expected) {
    LinearHash linearHash = new LinearHash(HexFormat.of().formatHex(linear.digest()));
    if (!expected.linearHash().map(linearHash::equals).orElse(true)) {
      throw InvalidSignatureException.contentHash(
          linearHash.hex(), expected.linearHash().get().hex());
    }
    TreeHash treeHash = tree.finish();
    if (!expected.treeHash().map(treeHash::equals).orElse(true)) {
      throw InvalidParameterValueException.checksum(
          expected.treeHash().get().hex(), treeHash.hex());
    }
    return treeHash;
  }

  /** Returns the failure of content that was abandoned by somebody else while it was written. */
  public StorageException lost() {
    return new StorageException(
        "Content "
            + id
            + " in "
            + vault
            + " was taken for left behind while it was being written. It has to be sent again");
  }

  /** Says that the content was named, so that closing leaves it alone. */
  public void keep() {
    kept = true;
  }

  /** Notes that the content is still being written. Thread-safe. */
  void renew() {
    Instant now = clock.instant();
    repository.renew(vault, id, now);
    renewal.run();
    renewed = now;
  }

  @Override
  public void close() {
    closing.accept(this);
    if (!kept) {
      repository.abandon(vault, id);
    }
  }
}
