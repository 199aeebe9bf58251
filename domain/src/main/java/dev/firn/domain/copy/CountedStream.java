// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.copy;

import com.google.common.io.ByteStreams;
import dev.firn.domain.error.StorageException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes of a storage, which are counted as they are read. That the storage fails to read them is an
 * {@link IOException}, so that it is told from a failure of who writes them.
 */
final class CountedStream extends FilterInputStream {
  private final Tally tally;
  private long left;

  /** Reads so many bytes. */
  CountedStream(InputStream bytes, long size, Tally tally) {
    super(ByteStreams.limit(bytes, size));
    this.left = size;
    this.tally = tally;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      int read = super.read(bytes, offset, length);
      tally.read(Math.max(0, read));
      left -= Math.max(0, read);
      return read;
    } catch (StorageException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** What was not read will not be. */
  @Override
  public void close() throws IOException {
    tally.expects(-left);
    left = 0;
    super.close();
  }
}
