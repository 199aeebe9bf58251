// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import dev.firn.domain.archive.Archives;
import dev.firn.http.api.ApiOperation;

/**
 * The most bytes that requests may bring, by what they bring.
 *
 * @param archiveBytes an archive in one piece
 * @param partBytes a part of a multipart upload
 * @param otherBytes what any other operation is sent, which is held in memory
 */
public record BodyLimits(long archiveBytes, long partBytes, int otherBytes) {
  private static final int MOST_OTHER_BYTES = 64 << 20;

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one is below 1, or above what Glacier takes: 4 GiB for an
   *     archive or a part; or above 64 MiB for others
   */
  public BodyLimits {
    check("an archive", archiveBytes, Archives.MOST_BYTES);
    check("a part", partBytes, Archives.MOST_BYTES);
    check("another body", otherBytes, MOST_OTHER_BYTES);
  }

  private static void check(String what, long bytes, long most) {
    if (bytes < 1 || bytes > most) {
      throw new IllegalArgumentException(
          "The most bytes of " + what + " cannot be " + bytes + ": from 1 to " + most + " can be");
    }
  }

  /** Returns what Glacier takes, and 64 KiB for others. */
  public static BodyLimits defaults() {
    return new BodyLimits(Archives.MOST_BYTES, Archives.MOST_BYTES, 64 << 10);
  }

  /** Returns the most bytes that an operation is sent. */
  long of(ApiOperation operation) {
    return switch (operation) {
      case UPLOAD_ARCHIVE -> archiveBytes;
      case UPLOAD_MULTIPART_PART -> partBytes;
      default -> otherBytes;
    };
  }
}
