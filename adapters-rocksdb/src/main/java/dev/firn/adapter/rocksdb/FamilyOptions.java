// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import java.util.Deque;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.UInt64AddOperator;

/** How the engine is to keep the rows of each family. */
final class FamilyOptions {
  private static final long CHUNKS_IN_MEMORY_BYTES = 64L << 20;

  private final ColumnFamilyOptions rows;
  private final ColumnFamilyOptions sums;
  private final ColumnFamilyOptions dates;
  private final ColumnFamilyOptions chunks;
  private final ColumnFamilyOptions laterChunks;

  /** Creates the options; the handles are for the caller to close. */
  FamilyOptions(Settings settings, Deque<AbstractNativeReference> handles) {
    LRUCache cache = new LRUCache(settings.cacheBytes());
    handles.push(cache);
    BlockBasedTableConfig table = new BlockBasedTableConfig().setBlockCache(cache);
    UInt64AddOperator sum = new UInt64AddOperator();
    handles.push(sum);
    rows = rows(table);
    handles.push(rows);
    sums = rows(table).setMergeOperator(sum);
    handles.push(sums);
    dates = rows(table);
    dates.setMergeOperatorName("max");
    handles.push(dates);
    chunks = chunks(table);
    handles.push(chunks);
    laterChunks = chunks(table).setDisableAutoCompactions(true);
    handles.push(laterChunks);
  }

  private static ColumnFamilyOptions rows(BlockBasedTableConfig table) {
    return new ColumnFamilyOptions()
        .setTableFormatConfig(table)
        // A deleted row leaves a tombstone, and a page that begins where many uploads were ended
        // would step over each. So runs of tombstones are merged when they are met, and the table
        // in memory, where that does not help, is kept small.
        .setMinTombstonesForRangeConversion(16)
        .setWriteBufferSize(256L << 10)
        .setMaxWriteBufferNumber(6);
  }

  private static ColumnFamilyOptions chunks(BlockBasedTableConfig table) {
    return new ColumnFamilyOptions()
        .setTableFormatConfig(table)
        .setCompressionType(CompressionType.NO_COMPRESSION)
        .setWriteBufferSize(CHUNKS_IN_MEMORY_BYTES);
  }

  /** Options for a family in which a table is never merged with another. */
  ColumnFamilyOptions laterChunks() {
    return laterChunks;
  }

  ColumnFamilyDescriptor descriptor(Family family) {
    return new ColumnFamilyDescriptor(
        family.nameOnDisk(),
        switch (family) {
          case INVENTORY_SUMS -> sums;
          case INVENTORY_DATES -> dates;
          case CHUNKS -> chunks;
          case LATER_CHUNKS -> laterChunks;
          default -> rows;
        });
  }
}
