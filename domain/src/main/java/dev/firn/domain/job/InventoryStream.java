// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.job;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.page.Scan;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The bytes of an inventory, made as they are read: a page of archives in memory. For one thread.
 */
final class InventoryStream extends InputStream {
  private static final int ARCHIVES_AT_ONCE = 256;

  private final Function<Scan<ArchiveId>, List<Archive>> archives;
  private final JobTask.InventoryRetrieval task;
  private final InventoryForm form;
  private Optional<Scan<ArchiveId>> next;
  private Optional<ArchiveId> nextMarker = Optional.empty();
  private long left;
  private boolean isFirst = true;
  private boolean hasEnded;
  private byte[] buffer;
  private int used;

  /**
   * Begins with what stands before the archives.
   *
   * @param archives scans the vault's archives
   * @param task what is wanted
   * @param form how it is written
   */
  InventoryStream(
      Function<Scan<ArchiveId>, List<Archive>> archives,
      JobTask.InventoryRetrieval task,
      InventoryForm form) {
    this.archives = archives;
    this.task = task;
    this.form = form;
    this.next = Optional.of(new Scan<>(task.marker(), ARCHIVES_AT_ONCE));
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
    if (next.isPresent()) {
      List<Archive> page = archives.apply(next.get());
      boolean isLast = page.size() < ARCHIVES_AT_ONCE;
      // The last row of a page that is not the last is where the next begins.
      List<Archive> rows = isLast ? page : page.subList(0, ARCHIVES_AT_ONCE - 1);
      next =
          isLast
              ? Optional.empty()
              : Optional.of(Scan.startingAt(page.get(ARCHIVES_AT_ONCE - 1).id(), ARCHIVES_AT_ONCE));
      rows.forEach(archive -> add(archive, text));
    } else {
      text.append(form.tail());
      hasEnded = true;
    }
    buffer = text.toString().getBytes(US_ASCII);
    used = 0;
  }

  private void add(Archive archive, StringBuilder text) {
    if (nextMarker.isPresent() || !isWanted(archive)) {
      return;
    }
    if (left == 0) {
      nextMarker = Optional.of(archive.id());
      next = Optional.empty();
      return;
    }
    left--;
    text.append(form.row(archive, isFirst));
    isFirst = false;
  }

  private boolean isWanted(Archive archive) {
    return task.startDate().map(start -> !archive.creationDate().isBefore(start)).orElse(true)
        && task.endDate().map(archive.creationDate()::isBefore).orElse(true);
  }
}
