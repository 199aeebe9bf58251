// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.upload;

import dev.firn.domain.page.Page;
import dev.firn.domain.page.PageRequest;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/** Walks a listing to its end; a page is read when the one before it has been used up. */
final class UploadWalk implements Iterator<MultipartUpload> {
  private final Function<PageRequest, Page<MultipartUpload>> listing;
  private Optional<PageRequest> next = Optional.of(PageRequest.first());
  private Iterator<MultipartUpload> page = Collections.emptyIterator();

  UploadWalk(Function<PageRequest, Page<MultipartUpload>> listing) {
    this.listing = listing;
  }

  @Override
  public boolean hasNext() {
    while (!page.hasNext() && next.isPresent()) {
      Page<MultipartUpload> read = listing.apply(next.get());
      page = read.items().iterator();
      next = read.next().map(PageRequest.first()::startingAt);
    }
    return page.hasNext();
  }

  @Override
  public MultipartUpload next() {
    if (!hasNext()) {
      throw new NoSuchElementException("All in-progress uploads have been seen");
    }
    return page.next();
  }
}
