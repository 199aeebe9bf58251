// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.upload;

import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.id.Seal;
import dev.firn.domain.page.Marker;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The markers of a listing of parts: the first byte of the part that a page begins with, and a seal
 * for the upload.
 */
final class PartMarkers {
  private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,17})\\..*");

  private PartMarkers() {}

  static Marker of(UploadId upload, long firstByte) {
    String position = firstByte + ".";
    return new Marker(position + Seal.of(upload.text(), position));
  }

  /**
   * Returns the first byte that a marker stands for.
   *
   * @throws InvalidParameterValueException if no listing of the upload's parts can have given it
   *     out
   */
  static long position(UploadId upload, Marker marker) {
    Matcher matcher = FORM.matcher(marker.text());
    if (matcher.matches()) {
      long firstByte = Long.parseLong(matcher.group(1));
      if (marker.equals(of(upload, firstByte))) {
        return firstByte;
      }
    }
    throw InvalidParameterValueException.marker(marker.text());
  }
}
