// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.upload;

import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.error.InvalidParameterValueException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the header that says which bytes of the archive a part holds. */
final class ContentRange {
  private static final Pattern FORM =
      Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})/(?:\\*|[0-9]{1,18})");

  private ContentRange() {}

  /**
   * Reads {@code bytes FIRST-LAST/*}. A total may stand in place of the asterisk, and is not looked
   * at: what counts is the size that the upload is completed with.
   *
   * @throws InvalidParameterValueException if the text is not such a range, or ends before it
   *     begins
   */
  static RangeInBytes parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw InvalidParameterValueException.contentRange(text);
    }
    long first = Long.parseLong(matcher.group(1));
    long last = Long.parseLong(matcher.group(2));
    if (last < first) {
      throw InvalidParameterValueException.contentRange(text);
    }
    return new RangeInBytes(first, last);
  }
}
