// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.archive;

import dev.firn.domain.content.Contents;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.page.Scan;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Queue;

/** Reads a range of an archive part by part, as much in memory as one chunk and a page of parts. */
final class ArchiveStream extends InputStream {
  private static final int PARTS_AT_ONCE = 50;

  private final ArchiveRepository repository;
  private final Contents contents;
  private final Archive archive;
  private final long partSize;
  private final Queue<Part> parts = new ArrayDeque<>();
  private InputStream part = InputStream.nullInputStream();
  private long position;
  private long endOfPart;
  private final long end;

  /**
   * Begins to read.
   *
   * @param partSize the size of every part but the last
   */
  ArchiveStream(
      ArchiveRepository repository,
      Contents contents,
      Archive archive,
      long partSize,
      RangeInBytes range) {
    this.repository = repository;
    this.contents = contents;
    this.archive = archive;
    this.partSize = partSize;
    this.position = range.first();
    this.endOfPart = position;
    this.end = range.last() + 1;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (position == end) {
      return -1;
    }
    if (position == endOfPart) {
      enterPart();
    }
    int read =
        part.read(bytes, offset, (int) Math.min(length, Math.min(endOfPart, end) - position));
    position += read;
    return read;
  }

  private void enterPart() throws IOException {
    long start = position - position % partSize;
    if (parts.isEmpty()) {
      parts.addAll(
          repository.parts(archive.vault(), archive.id(), Scan.startingAt(start, PARTS_AT_ONCE)));
    }
    Part next = parts.poll();
    if (next == null || next.range().first() != start) {
      throw new IOException("Archive " + archive.id() + " was deleted while it was read");
    }
    part = contents.read(archive.vault(), next.content(), position - start);
    endOfPart = next.range().last() + 1;
  }
}
