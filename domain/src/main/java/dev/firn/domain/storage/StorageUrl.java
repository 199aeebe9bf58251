// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.storage;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which storage to open: a scheme, a colon, and what the scheme's provider makes of the rest, for
 * example {@code memory:}, {@code rocksdb:/var/lib/firn} or {@code jdbc:h2:mem:firn}.
 *
 * @param scheme the text before the first colon, in lower case
 * @param rest the text after it, as it was given; may be empty, and may hold secrets
 */
public record StorageUrl(String scheme, String rest) {
  private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*");
  private static final Pattern OPTIONS = Pattern.compile("[?;(].*", Pattern.DOTALL);
  private static final Pattern USER_INFO = Pattern.compile("^([a-z0-9]+:)?.*@");

  /**
   * Checks the scheme.
   *
   * @throws IllegalArgumentException if it is not lower-case letters, digits, '+', '.' and '-', a
   *     letter first
   */
  public StorageUrl {
    if (!SCHEME.matcher(scheme).matches()) {
      throw new IllegalArgumentException(
          "A storage URL begins with a scheme and a colon, such as memory: or rocksdb:PATH; this one does not");
    }
  }

  /**
   * Cuts a URL at its first colon.
   *
   * @throws IllegalArgumentException if there is no scheme before one
   */
  public static StorageUrl parse(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? new StorageUrl("", text)
        : new StorageUrl(
            text.substring(0, colon).toLowerCase(Locale.ROOT), text.substring(colon + 1));
  }

  /** Returns where the storage is: the rest of the URL before a {@code ?}. */
  public String location() {
    return rest.substring(0, mark());
  }

  /**
   * Reads the options behind the {@code ?}, if there is one.
   *
   * @param known all that the storage has
   * @throws IllegalArgumentException if they are not as {@link StorageOptions#parse} wants them
   */
  public StorageOptions options(List<StorageOption> known) {
    String text = rest.substring(Math.min(mark() + 1, rest.length()));
    return StorageOptions.parse(scheme, text, known);
  }

  /** Returns where the {@code ?} is, or the end if there is none. */
  private int mark() {
    int mark = rest.indexOf('?');
    return mark < 0 ? rest.length() : mark;
  }

  /**
   * Returns the URL without anything that may be secret: options and user information are left out.
   */
  @Override
  public String toString() {
    String shown = OPTIONS.matcher(rest).replaceFirst("...");
    return scheme + ":" + USER_INFO.matcher(shown).replaceFirst("$1...@");
  }
}
