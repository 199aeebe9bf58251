// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What tells two states of a file apart without reading it. Links are followed to their end, so
 * that a link which is turned to another file counts as a change.
 *
 * @param latest when the file was last written or replaced; empty if there is no such file
 * @param size in bytes
 * @param identity which file it is, and when it was last touched in any way, as far as the file
 *     system says
 */
record FileStamp(Optional<Instant> latest, long size, String identity) {
  /** As coarse as the times of any file system in use. */
  private static final Duration GRANULARITY = Duration.ofSeconds(2);

  private static final FileStamp ABSENT = new FileStamp(Optional.empty(), 0, "");

  /** Returns the stamp of a file as it is now, also if there is none. */
  static FileStamp of(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      Instant modified = attributes.lastModifiedTime().toInstant();
      Instant touched = touched(file).orElse(modified);
      return new FileStamp(
          Optional.of(touched.isAfter(modified) ? touched : modified),
          attributes.size(),
          modified + " " + touched + " " + attributes.fileKey());
    } catch (IOException e) {
      return ABSENT;
    }
  }

  /** The time that no copy of an older file can set back. */
  private static Optional<Instant> touched(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix")
            && Files.getAttribute(file, "unix:ctime") instanceof FileTime time
        ? Optional.of(time.toInstant())
        : Optional.empty();
  }

  /**
   * Tells whether any change from this time on would give another stamp. A file that was changed
   * just now could be changed once more within the same tick of its file system's clock.
   */
  boolean isSettledAt(Instant time) {
    return latest.map(change -> change.isBefore(time.minus(GRANULARITY))).orElse(true);
  }
}
