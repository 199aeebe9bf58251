// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory;

import dev.firn.domain.error.StorageException;
import dev.firn.domain.vault.VaultKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A content that is incoming or named; one that is abandoned has no place here. */
final class StoredContent {
  private enum State {
    INCOMING,
    NAMED,
    ABANDONED
  }

  private final VaultKey vault;
  private final List<StoredChunk> chunks = new ArrayList<>();
  private Instant renewed;
  private State state = State.INCOMING;

  StoredContent(VaultKey vault, Instant time) {
    this.vault = vault;
    this.renewed = time;
  }

  boolean isFor(VaultKey key) {
    return vault.equals(key);
  }

  synchronized boolean write(int number, ByteBuffer bytes) {
    if (state != State.INCOMING) {
      return false;
    }
    if (number != chunks.size()) {
      throw new IllegalArgumentException(
          "Chunk " + number + " does not follow upon " + chunks.size() + " chunks");
    }
    try {
      chunks.add(new StoredChunk(bytes));
      return true;
    } catch (OutOfMemoryError e) {
      throw new StorageException(
          "The heap has no room for another chunk: memory: holds what fits into it (-Xmx)", e);
    }
  }

  synchronized Optional<StoredChunk> read(int number) {
    return number < chunks.size() ? Optional.of(chunks.get(number)) : Optional.empty();
  }

  synchronized boolean renew(Instant time) {
    renewed = state == State.INCOMING && time.isAfter(renewed) ? time : renewed;
    return state == State.INCOMING;
  }

  synchronized boolean name() {
    if (state != State.INCOMING) {
      return false;
    }
    state = State.NAMED;
    return true;
  }

  /** Abandons it if it is incoming and was last renewed before a time. */
  synchronized boolean abandonIncoming(Instant before) {
    if (state != State.INCOMING || !renewed.isBefore(before)) {
      return false;
    }
    state = State.ABANDONED;
    return true;
  }

  synchronized boolean isStored() {
    return !chunks.isEmpty();
  }
}
