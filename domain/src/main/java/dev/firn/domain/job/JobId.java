// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.job;

import dev.firn.domain.id.Seal;
import dev.firn.domain.id.TimeOrderedBytes;
import dev.firn.domain.id.VersionedText;
import dev.firn.domain.vault.VaultKey;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The id of a job: 69 bytes, written as 92 characters of {@code - 0-9 A-Z _ a-z}. Made as an
 * upload's id is: ordered by creation as far as clocks agree, and sealed for its vault.
 *
 * @param text the 92 characters
 */
public record JobId(String text) implements Comparable<JobId> {
  /** The number of characters of an id. */
  public static final int LENGTH = 92;

  private static final int RANDOM_BYTES = 52;

  /** What keeps the seal of a job from being that of an upload to the same vault. */
  private static final String PLACE = "job ";

  /**
   * Checks the form: length, alphabet and version.
   *
   * @throws IllegalArgumentException if the text cannot be a job's id
   */
  public JobId {
    if (!VersionedText.isVersionedText(text, LENGTH)) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a job id: 92 characters of A-Z a-z 0-9 - _, F first");
    }
  }

  /** Returns the id that the text is, or empty if it cannot be one. */
  public static Optional<JobId> parse(String text) {
    return VersionedText.isVersionedText(text, LENGTH)
        ? Optional.of(new JobId(text))
        : Optional.empty();
  }

  /**
   * Makes a new id for a job of a vault.
   *
   * @hidden
   */
  public static JobId next(VaultKey vault, TimeOrderedBytes source) {
    String unsealed = VersionedText.of(source.next(RANDOM_BYTES));
    return new JobId(unsealed + Seal.of(PLACE + vault.sealPlace(), unsealed));
  }

  /**
   * Makes the id of the job by which stock is taken of a vault on a day, which is the same whoever
   * makes it.
   */
  static JobId ofStocktaking(VaultKey vault, LocalDate day) {
    String unsealed =
        VersionedText.of(
            TimeOrderedBytes.of(
                day.atStartOfDay(ZoneOffset.UTC).toInstant(), 0, new byte[RANDOM_BYTES]));
    return new JobId(unsealed + Seal.of(PLACE + vault.sealPlace(), unsealed));
  }

  /** Tells whether this id was made for a job of the given vault. */
  public boolean isSealedFor(VaultKey vault) {
    return Seal.isSealed(PLACE + vault.sealPlace(), text);
  }

  @Override
  public int compareTo(JobId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
