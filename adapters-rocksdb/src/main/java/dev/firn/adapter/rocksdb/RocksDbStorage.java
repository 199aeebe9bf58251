// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import dev.firn.domain.archive.ArchiveRepository;
import dev.firn.domain.content.ContentRepository;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.job.JobRepository;
import dev.firn.domain.job.NoticeRepository;
import dev.firn.domain.settings.SettingsRepository;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.UploadRepository;
import dev.firn.domain.vault.VaultRepository;
import java.nio.file.Path;

/** A storage in a folder of this machine, durable, for one process at a time. */
public final class RocksDbStorage implements Storage {
  private final Database database;
  private final Chunks chunks;
  private final VaultRepository vaults;
  private final UploadRepository uploads;
  private final ArchiveRepository archives;
  private final RocksDbContentRepository contents;
  private final SettingsRepository settings;
  private final JobRepository jobs;
  private final NoticeRepository notices;

  private RocksDbStorage(Database database) {
    this.database = database;
    VaultLocks locks = new VaultLocks();
    chunks = new Chunks(database);
    Parts parts = new Parts(database, locks, chunks);
    Jobs stored = new Jobs(database, parts);
    vaults = new RocksDbVaultRepository(database, locks, stored);
    uploads = new RocksDbUploadRepository(database, locks, parts);
    archives = new RocksDbArchiveRepository(database, locks, parts);
    contents = new RocksDbContentRepository(database, locks, chunks);
    settings = new RocksDbSettingsRepository(database, locks);
    jobs = new RocksDbJobRepository(database, locks, parts, stored);
    notices = new RocksDbNoticeRepository(database);
    contents.abandonAll();
  }

  /**
   * Opens the storage in a folder, which is created if it is not there.
   *
   * @throws StorageException if the folder cannot be made or written, another process has it open,
   *     or what is in it is damaged or was written by a newer version
   */
  public static RocksDbStorage open(Path folder) {
    return open(folder, Settings.BY_DEFAULT);
  }

  static RocksDbStorage open(Path folder, Settings settings) {
    Database database = Database.open(folder, settings);
    try {
      return new RocksDbStorage(database);
    } catch (StorageException e) {
      database.close();
      throw e;
    }
  }

  @Override
  public VaultRepository vaults() {
    return vaults;
  }

  @Override
  public UploadRepository uploads() {
    return uploads;
  }

  @Override
  public ArchiveRepository archives() {
    return archives;
  }

  @Override
  public ContentRepository contents() {
    return contents;
  }

  @Override
  public SettingsRepository settings() {
    return settings;
  }

  @Override
  public JobRepository jobs() {
    return jobs;
  }

  @Override
  public NoticeRepository notices() {
    return notices;
  }

  @Override
  public void close() {
    database.close(chunks::close);
  }
}
