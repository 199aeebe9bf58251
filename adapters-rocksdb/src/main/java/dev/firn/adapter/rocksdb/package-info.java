/**
 * Storage in RocksDB, embedded: one machine, one process at a time. URL: {@code rocksdb:PATH}, a
 * folder, which is created if it is not there. Begin with that URL, or with {@link
 * dev.firn.adapter.rocksdb.RocksDbStorage#open}.
 *
 * <p>Durable: an acknowledged change has been written to the log and synced to disk, and those that
 * are made at the same time are synced together; large parts go past the log, see {@code Chunks}.
 * What is stored where is drawn at {@code Family}, {@code Keys} and the codecs; a value that is
 * damaged, or of a newer version, is an error that names its key. A sweep gives the space of what
 * was deleted back to the disk.
 */
package dev.firn.adapter.rocksdb;
