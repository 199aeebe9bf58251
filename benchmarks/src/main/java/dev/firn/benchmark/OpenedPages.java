// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.benchmark;

import dev.firn.domain.Firn;
import dev.firn.domain.page.Page;
import dev.firn.domain.page.PageRequest;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.MultipartUpload;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Pages from a storage that an adapter has opened. */
@SuppressWarnings("NullAway.Init") // JMH sets them up.
public abstract class OpenedPages extends PageState {
  private Storage storage;
  private Firn firn;
  private PageRequest request;

  /** Opens the storage that has the uploads. */
  abstract Storage openStorage() throws Exception;

  /** Opens it. */
  @Setup
  public void open() throws Exception {
    storage = openStorage();
    firn = over(storage);
    request = request();
  }

  /** Closes it. */
  @TearDown
  public void close() {
    storage.close();
  }

  /** Reads the page. */
  Page<MultipartUpload> read() {
    return read(firn, request);
  }
}
