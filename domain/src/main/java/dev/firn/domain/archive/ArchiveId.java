// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.archive;

import dev.firn.domain.id.OrderedText;
import dev.firn.domain.id.Seal;
import dev.firn.domain.id.VersionedText;
import dev.firn.domain.vault.VaultKey;
import java.util.Optional;

/**
 * The id of an archive: 103 bytes, written as 138 characters of {@code - 0-9 A-Z _ a-z}.
 *
 * <pre>
 *   characters   1      ...                                    8           8
 *              +---+-------------------------------------+-----------+---------+
 *              | F | milliseconds, counter, random bytes | account's | vault's |
 *              +---+-------------------------------------+-----------+---------+
 * </pre>
 *
 * <p>Ordered as an upload's id is, by the time when it was given. It has two seals, one for its
 * account and one for its vault, so that an id of another vault is known as such. A seal is no
 * secret and guards nothing.
 *
 * @param text the 138 characters
 */
public record ArchiveId(String text) implements Comparable<ArchiveId> {
  /** The number of characters of an id. */
  public static final int LENGTH = 138;

  /** The number of random bytes of an id. */
  static final int RANDOM_BYTES = 80;

  /**
   * Checks the form: length, alphabet and version.
   *
   * @throws IllegalArgumentException if the text cannot be an archive id
   */
  public ArchiveId {
    if (!VersionedText.isVersionedText(text, LENGTH)) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not an archive id: 138 characters of A-Z a-z 0-9 - _, F first");
    }
  }

  /** Returns the id that the text is, or empty if it cannot be one. */
  public static Optional<ArchiveId> parse(String text) {
    return VersionedText.isVersionedText(text, LENGTH)
        ? Optional.of(new ArchiveId(text))
        : Optional.empty();
  }

  /**
   * Tells whether a text has the length and the alphabet of all archive ids that the API knows,
   * also of those that were not given by Firn.
   */
  public static boolean hasForm(String text) {
    return OrderedText.isOrderedText(text, LENGTH);
  }

  /**
   * Makes an id for an archive in a vault.
   *
   * @param bytes 90 bytes that ascend with time and that nobody can guess: see {@link
   *     dev.firn.domain.id.TimeOrderedBytes}
   * @hidden
   */
  public static ArchiveId mint(VaultKey vault, byte[] bytes) {
    String unsealed = VersionedText.of(bytes);
    String sealed = unsealed + Seal.of(vault.account().value(), unsealed);
    return new ArchiveId(sealed + Seal.of(vault.sealPlace(), sealed));
  }

  /** Tells whether this id was made for an archive in the given vault. */
  public boolean isSealedFor(VaultKey vault) {
    return Seal.isSealed(vault.sealPlace(), text);
  }

  /** Tells whether this id was made for an archive in some vault of the given vault's account. */
  public boolean isSealedForAccountOf(VaultKey vault) {
    return Seal.isSealed(vault.account().value(), text.substring(0, LENGTH - Seal.LENGTH));
  }

  @Override
  public int compareTo(ArchiveId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
