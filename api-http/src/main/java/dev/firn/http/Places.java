// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * How many requests are worked on at once, and how many of them hold a thread, and a chunk of
 * bytes, for as long as their client takes to send a body or to receive one. Nobody waits for a
 * place. Thread-safe.
 */
final class Places {
  private final Semaphore requests;
  private final Semaphore bodies;

  /** Bodies that nobody wants: they must not take the places of others. */
  private final Semaphore unwanted;

  private final Semaphore downloads;

  Places(Limits limits) {
    requests = new Semaphore(limits.requests());
    bodies = new Semaphore(limits.uploads());
    unwanted = new Semaphore(Math.max(1, limits.uploads() / 4));
    downloads = new Semaphore(limits.uploads());
  }

  /**
   * Takes a place for a request.
   *
   * @return empty if all are taken
   */
  Optional<Place> enter(boolean hasBody) {
    if (!requests.tryAcquire()) {
      return Optional.empty();
    }
    if (!hasBody) {
      return Optional.of(new Place(Optional.empty()));
    }
    if (!bodies.tryAcquire()) {
      requests.release();
      return Optional.empty();
    }
    return Optional.of(new Place(Optional.of(bodies)));
  }

  /** The place of a request, until it is closed. For one thread. */
  final class Place implements AutoCloseable {
    private Optional<Semaphore> body;
    private boolean isDownload;

    private Place(Optional<Semaphore> body) {
      this.body = body;
    }

    /** Tells whether what is left of the body can be waited for although it is not wanted. */
    boolean admitsUnwantedBody() {
      if (body.isEmpty()) {
        return true;
      }
      body.get().release();
      body = Optional.of(unwanted).filter(Semaphore::tryAcquire);
      return body.isPresent();
    }

    /** Tells whether a body can be sent that is read meanwhile; to be asked once. */
    boolean admitsDownload() {
      isDownload = downloads.tryAcquire();
      return isDownload;
    }

    @Override
    public void close() {
      if (isDownload) {
        downloads.release();
      }
      body.ifPresent(Semaphore::release);
      requests.release();
    }
  }
}
