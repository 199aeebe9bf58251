// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.hash.Hashing;
import dev.firn.domain.vault.VaultKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
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
 * <p>Six bits make a character, and the alphabet is taken in the order of its ASCII codes. So ids
 * are ordered as their bytes are, by all who compare text by its codes, and by creation as far as
 * clocks agree. The version byte is 0x40: an id begins with {@code F} and never with {@code -},
 * which a command line would take for an option.
 *
 * <p>The seal ties an id to its vault: it is a hash (the first bytes of FarmHash's Fingerprint64)
 * of the vault's key and of all that stands before it. An id that was mistyped, made up, or belongs
 * to another vault is known without asking the storage. It is no secret and guards nothing; that
 * nobody can guess an id is up to the random bytes.
 *
 * @param text the 92 characters
 */
public record UploadId(String text) implements Comparable<UploadId> {
  /** The number of characters of an id. */
  public static final int LENGTH = 92;

  /** The number of random bytes of an id. */
  static final int RANDOM_BYTES = 52;

  private static final int SEAL_BYTES = 6;
  private static final int SEAL_CHARACTERS = 8;
  private static final int UNSEALED_BYTES = 63;
  private static final byte VERSION = 0x40;
  private static final String ALPHABET =
      "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
  private static final boolean[] IN_ALPHABET = new boolean[128];

  static {
    ALPHABET.chars().forEach(c -> IN_ALPHABET[c] = true);
  }

  /**
   * Checks the form: length, alphabet and version.
   *
   * @throws IllegalArgumentException if the text cannot be an upload id
   */
  public UploadId {
    if (!isUploadId(text)) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not an upload id: 92 characters of A-Z a-z 0-9 - _, F first");
    }
  }

  /** Returns the id that the text is, or empty if it cannot be one. */
  public static Optional<UploadId> parse(String text) {
    return isUploadId(text) ? Optional.of(new UploadId(text)) : Optional.empty();
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
    if (random.length != RANDOM_BYTES) {
      throw new IllegalArgumentException(
          random.length + " random bytes given, " + RANDOM_BYTES + " are needed");
    }
    long millis = time.toEpochMilli();
    byte[] bytes =
        ByteBuffer.allocate(UNSEALED_BYTES)
            .put(VERSION)
            .putShort((short) (millis >>> 32))
            .putInt((int) millis)
            .putInt(counter)
            .put(random)
            .array();
    String unsealed = encode(bytes);
    return new UploadId(unsealed + seal(vault, unsealed));
  }

  /** Tells whether this id was made for an upload to the given vault. */
  public boolean isSealedFor(VaultKey vault) {
    int end = LENGTH - SEAL_CHARACTERS;
    return text.startsWith(seal(vault, text.substring(0, end)), end);
  }

  @Override
  public int compareTo(UploadId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }

  private static boolean isUploadId(String text) {
    if (text.length() != LENGTH || text.charAt(0) != 'F' || text.charAt(1) > 'E') {
      return false;
    }
    for (int i = 1; i < LENGTH; i++) {
      char c = text.charAt(i);
      if (c >= IN_ALPHABET.length || !IN_ALPHABET[c]) {
        return false;
      }
    }
    return true;
  }

  private static String seal(VaultKey vault, String unsealed) {
    String sealed = vault.account().value() + vault.name().value() + '\0' + unsealed;
    byte[] hash = Hashing.farmHashFingerprint64().hashBytes(sealed.getBytes(US_ASCII)).asBytes();
    return encode(Arrays.copyOf(hash, SEAL_BYTES));
  }

  /** Writes whole groups of three bytes as four characters each. */
  private static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length / 3 * 4);
    for (int i = 0; i < bytes.length; i += 3) {
      int group = ((bytes[i] & 0xFF) << 16) | ((bytes[i + 1] & 0xFF) << 8) | (bytes[i + 2] & 0xFF);
      for (int shift = 18; shift >= 0; shift -= 6) {
        text.append(ALPHABET.charAt((group >> shift) & 0x3F));
      }
    }
    return text.toString();
  }
}
