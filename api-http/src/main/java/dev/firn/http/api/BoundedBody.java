// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

import dev.firn.domain.error.InvalidParameterValueException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that is refused as soon as more of it is read than may come. For one thread. */
final class BoundedBody extends FilterInputStream {
  private final long most;
  private long count;

  BoundedBody(InputStream body, long most) {
    super(body);
    this.most = most;
  }

  /**
   * Refuses a body whose declared length is too much already, before any of it is read.
   *
   * @throws InvalidParameterValueException if it is
   */
  void check(String contentLength) {
    if (contentLength.matches("[0-9]{1,18}") && Long.parseLong(contentLength) > most) {
      throw InvalidParameterValueException.contentLength(contentLength, most);
    }
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    count(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = super.read(into, offset, length);
    count(Math.max(0, read));
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = super.skip(bytes);
    count(skipped);
    return skipped;
  }

  private void count(long read) {
    count += read;
    if (count > most) {
      throw InvalidParameterValueException.contentLength("more than " + most, most);
    }
  }
}
