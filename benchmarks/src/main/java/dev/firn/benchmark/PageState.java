// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.benchmark;

import dev.firn.domain.Firn;
import dev.firn.domain.page.Marker;
import dev.firn.domain.page.Page;
import dev.firn.domain.page.PageRequest;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.MultipartUploads;
import dev.firn.domain.upload.UploadId;
import dev.firn.testkit.SampleUploads;
import java.util.Optional;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Which page is read, and of how many uploads. */
@State(Scope.Benchmark)
public abstract class PageState {
  /** The most rows that are read for a page: its own, and the one that the next begins with. */
  static final int ROWS = MultipartUploads.PAGE_MAXIMUM + 1;

  /** How many uploads are in progress in the vault. */
  @Param({"1000", "100000", "1000000"})
  public int uploads;

  /** Which page of the vault's listing is read; the last is a full one. */
  @Param({"first", "middle", "last"})
  public String page = "";

  /** Returns the id that the page begins with; empty for the first page. */
  Optional<UploadId> start() {
    return switch (page) {
      case "first" -> Optional.empty();
      case "middle" -> Optional.of(id(uploads / 2));
      case "last" -> Optional.of(id(uploads - MultipartUploads.PAGE_MAXIMUM));
      default -> throw new IllegalArgumentException("No such page: " + page);
    };
  }

  private static UploadId id(int number) {
    return SampleUploads.id(DataSets.VAULT, number);
  }

  /** Reads the page as a user of the library does. */
  static Page<MultipartUpload> read(Firn firn, PageRequest request) {
    return firn.multipartUploads().listMultipartUploads(DataSets.VAULT, request);
  }

  /** Returns the request for the page, with its marker as text, as a client sends it. */
  PageRequest request() {
    return start()
        .map(id -> PageRequest.first().startingAt(new Marker(id.text())))
        .orElse(PageRequest.first());
  }

  /**
   * Returns a Firn over the storage.
   *
   * @throws IllegalStateException if the page is not the full one that is to be measured
   */
  Firn over(Storage storage) {
    Firn firn = Firn.over(storage);
    Page<MultipartUpload> read = read(firn, request());
    if (read.items().size() != MultipartUploads.PAGE_MAXIMUM
        || read.next().isPresent() == page.equals("last")) {
      throw new IllegalStateException("Not a full " + page + " page: " + read);
    }
    return firn;
  }
}
