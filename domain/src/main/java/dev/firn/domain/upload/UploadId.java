// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.upload;

import dev.firn.domain.id.Seal;
import dev.firn.domain.id.TimeOrderedBytes;
import dev.firn.domain.id.VersionedText;
import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import java.util.Optional;

/**
 * The id of a multipart upload: 69 bytes, written as 92 characters of {@code - 0-9 A-Z _ a-z}.
 *
 * <pre>
 *   bytes   1         6              4         52       6
 *         +---------+--------------+---------+--------+------+
 *         | version | milliseconds | counter | random | seal |
 *         +---------+--------------+---------+--------+------+
 *   text    F...                                        last 8 characters
 * </pre>
 *
 * <p>The text is ordered as the bytes are, and so by creation as far as clocks agree. Its version
 * keeps it from beginning with {@code -}, which a command line would take for an option. The seal
 * is a hash that ties an id to its vault; that nobody can guess an id is up to the random bytes.
 *
 * @param text the 92 characters
 */
public record UploadId(String text) implements Comparable<UploadId> {
  /** The number of characters of an id. */
  public static final int LENGTH = 92;

  /** The number of random bytes of an id. */
  static final int RANDOM_BYTES = 52;

  /**
   * Checks the form: length, alphabet and version.
   *
   * @throws IllegalArgumentException if the text cannot be an upload id
   */
  public UploadId {
    if (!VersionedText.isVersionedText(text, LENGTH)) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not an upload id: 92 characters of A-Z a-z 0-9 - _, F first");
    }
  }

  /** Returns the id that the text is, or empty if it cannot be one. */
  public static Optional<UploadId> parse(String text) {
    return VersionedText.isVersionedText(text, LENGTH)
        ? Optional.of(new UploadId(text))
        : Optional.empty();
  }

  /**
   * Makes an id for an upload to a vault.
   *
   * @param vault the vault that the id is sealed for
   * @param time when the upload was initiated; cut to milliseconds
   * @param counter orders ids of the same millisecond, as an unsigned number
   * @param random 52 bytes that nobody can guess
   */
  public static UploadId mint(VaultKey vault, Instant time, int counter, byte[] random) {
    return mint(vault, TimeOrderedBytes.of(time, counter, random));
  }

  /** Makes an id of a time, a counter and random bytes, as their source gives them. */
  static UploadId mint(VaultKey vault, byte[] bytes) {
    if (bytes.length != TimeOrderedBytes.ORDERED_BYTES + RANDOM_BYTES) {
      throw new IllegalArgumentException(
          bytes.length
              - TimeOrderedBytes.ORDERED_BYTES
              + " random bytes given, "
              + RANDOM_BYTES
              + " are needed");
    }
    String unsealed = VersionedText.of(bytes);
    return new UploadId(unsealed + Seal.of(vault.sealPlace(), unsealed));
  }

  /** Tells whether this id was made for an upload to the given vault. */
  public boolean isSealedFor(VaultKey vault) {
    return Seal.isSealed(vault.sealPlace(), text);
  }

  @Override
  public int compareTo(UploadId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
