// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import dev.firn.domain.content.ContentId;
import dev.firn.domain.error.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.EnvOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileWriter;

/**
 * Chunks of one content on their way into a table of its own, which the engine takes over as it is:
 * so they are written once. There is no file before the first chunk. For one thread at a time.
 */
final class TableFile implements AutoCloseable {
  private static final long BYTES_PER_SYNC = 4L << 20;

  private final Path file;
  private final EnvOptions environment = new EnvOptions();
  private final Options options;
  private final SstFileWriter writer;
  private boolean isOpen;

  TableFile(Path folder, ContentId id, DBOptions database, ColumnFamilyOptions family) {
    file = folder.resolve(id.text());
    // The disk is to be at work while the bytes come in, and not only at their end.
    environment.setBytesPerSync(BYTES_PER_SYNC);
    options = new Options(database, family);
    writer = new SstFileWriter(environment, options);
  }

  /** Adds a chunk, whose key is behind that of the one before. */
  void put(byte[] key, ByteBuffer chunk) throws RocksDBException {
    if (!isOpen) {
      writer.open(file.toString());
      isOpen = true;
    }
    int from = chunk.arrayOffset() + chunk.position();
    byte[] array = chunk.array();
    boolean whole = from == 0 && chunk.remaining() == array.length;
    writer.put(key, whole ? array : Arrays.copyOfRange(array, from, from + chunk.remaining()));
  }

  /** Completes the file, and returns its path; empty if there is none. */
  Optional<String> finish() throws RocksDBException {
    if (!isOpen) {
      return Optional.empty();
    }
    writer.finish();
    return Optional.of(file.toString());
  }

  /** Removes the file, unless the engine has taken it over. */
  @Override
  public void close() {
    writer.close();
    options.close();
    environment.close();
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new StorageException("Cannot remove " + file + ": " + e.getMessage(), e);
    }
  }
}
