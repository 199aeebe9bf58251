// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Changes that are made in one step. */
final class Changes {
  private final WriteBatch batch;
  private final Engine engine;

  Changes(WriteBatch batch, Engine engine) {
    this.batch = batch;
    this.engine = engine;
  }

  /** Notes changes. */
  @FunctionalInterface
  interface Noting {
    void in(Changes changes) throws RocksDBException;
  }

  Changes put(Family family, byte[] key, byte[] value) throws RocksDBException {
    batch.put(engine.family(family), key, value);
    return this;
  }

  Changes delete(Family family, byte[] key) throws RocksDBException {
    batch.delete(engine.family(family), key);
    return this;
  }

  /** Deletes all rows from one key, inclusive, to another, exclusive. */
  Changes deleteRange(Family family, byte[] from, byte[] end) throws RocksDBException {
    batch.deleteRange(engine.family(family), from, end);
    return this;
  }

  /** Has the engine make one value of what is there and this, by the family's own rule. */
  Changes merge(Family family, byte[] key, byte[] value) throws RocksDBException {
    batch.merge(engine.family(family), key, value);
    return this;
  }
}
