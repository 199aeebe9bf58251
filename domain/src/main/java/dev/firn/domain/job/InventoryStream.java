// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.job;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveId;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;

/**
 * The bytes of an inventory, made as they are read: some of its archives in memory. For one thread.
 */
final class InventoryStream extends InputStream {
  private static final int ARCHIVES_AT_ONCE = 256;

  private final Iterator<Archive> archives;
  private final JobTask.InventoryRetrieval task;
  private final InventoryForm form;
  private Optional<ArchiveId> nextMarker = Optional.empty();
  private long left;
  private boolean isFirst = true;
  private boolean hasEnded;
  private byte[] buffer;
  private int used;

  /**
   * Begins with what stands before the archives.
   *
   * @param archives the vault's archives in the order of their ids, from the marker or before it
   * @param task what is wanted
   * @param form how it is written
   */
  InventoryStream(Iterator<Archive> archives, JobTask.InventoryRetrieval task, InventoryForm form) {
    this.archives = archives;
    this.task = task;
    this.form = form;
    this.left = task.limit().orElse(Long.MAX_VALUE);
    this.buffer = form.head().getBytes(US_ASCII);
  }

  /** Returns the archive to go on with; once all is read, and empty if that was the last. */
  Optional<ArchiveId> nextMarker() {
    return nextMarker;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    while (used == buffer.length) {
      if (hasEnded) {
        return -1;
      }
      fill();
    }
    int read = Math.min(length, buffer.length - used);
    System.arraycopy(buffer, used, bytes, offset, read);
    used += read;
    return read;
  }

  private void fill() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < ARCHIVES_AT_ONCE && !hasEnded; i++) {
      if (nextMarker.isEmpty() && archives.hasNext()) {
        add(archives.next(), text);
      } else {
        text.append(form.tail());
        hasEnded = true;
      }
    }
    buffer = text.toString().getBytes(US_ASCII);
    used = 0;
  }

  private void add(Archive archive, StringBuilder text) {
    if (!isWanted(archive)) {
      return;
    }
    if (left == 0) {
      nextMarker = Optional.of(archive.id());
      return;
    }
    left--;
    text.append(form.row(archive, isFirst));
    isFirst = false;
  }

  private boolean isWanted(Archive archive) {
    return task.marker().map(marker -> archive.id().compareTo(marker) >= 0).orElse(true)
        && task.startDate().map(start -> !archive.creationDate().isBefore(start)).orElse(true)
        && task.endDate().map(archive.creationDate()::isBefore).orElse(true);
  }
}
