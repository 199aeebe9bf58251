// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.archive;

import dev.firn.domain.content.Contents;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.page.Scan;
import dev.firn.domain.vault.VaultKey;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;

/**
 * Reads a range of a whole that is stored in parts, as much in memory as one chunk and a page of
 * parts. For one thread.
 *
 * @hidden
 */
public final class PartsStream extends InputStream {
  private static final int PARTS_AT_ONCE = 50;

  private final Function<Scan<Long>, List<Part>> scan;
  private final Contents contents;
  private final VaultKey vault;
  private final String name;
  private final Queue<Part> parts = new ArrayDeque<>();
  private InputStream part = InputStream.nullInputStream();
  private long position;
  private long endOfPart;
  private final long end;
  private final long partSize;

  /**
   * Begins to read.
   *
   * @param scan scans the parts of the whole in their order
   * @param vault the vault that their contents are in
   * @param name what the whole is, for messages
   * @param partSize the size of every part but the last
   * @param range which bytes of the whole; within it
   */
  public PartsStream(
      Function<Scan<Long>, List<Part>> scan,
      Contents contents,
      VaultKey vault,
      String name,
      long partSize,
      RangeInBytes range) {
    this.scan = scan;
    this.contents = contents;
    this.vault = vault;
    this.name = name;
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
      parts.addAll(scan.apply(Scan.startingAt(start, PARTS_AT_ONCE)));
    }
    Part next = parts.poll();
    if (next == null || next.range().first() != start) {
      throw new IOException(name + " was deleted while it was read");
    }
    part = contents.read(vault, next.content(), position - start);
    endOfPart = next.range().last() + 1;
  }
}
