// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.example.mvstore;

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

/** A storage in one file, durable, for one process at a time. */
public final class MvStorage implements Storage {
  private final Engine engine;
  private final VaultRepository vaults;
  private final UploadRepository uploads;
  private final ArchiveRepository archives;
  private final ContentRepository contents;
  private final SettingsRepository settings;
  private final JobRepository jobs;
  private final NoticeRepository notices;

  private MvStorage(Engine engine) {
    this.engine = engine;
    Tables tables = Tables.of(engine);
    MvContentRepository bytes = new MvContentRepository(engine, tables);
    Parts parts = new Parts(tables, bytes);
    Jobs held = new Jobs(tables, parts);
    MvVaultRepository kept = new MvVaultRepository(engine, tables, held);
    MvArchiveRepository stored = new MvArchiveRepository(engine, tables, kept, parts, held);
    MvNoticeRepository told = new MvNoticeRepository(engine, tables);
    vaults = kept;
    archives = stored;
    uploads = new MvUploadRepository(engine, tables, parts, stored);
    contents = bytes;
    jobs = new MvJobRepository(engine, tables, parts, held, told);
    notices = told;
    settings = new MvSettingsRepository(engine, tables);
  }

  /**
   * Opens the storage in a file, which is created if it is not there.
   *
   * @throws StorageException if the file cannot be made or written, another process has it open, or
   *     what is in it is damaged or was written by a newer version
   */
  public static MvStorage open(Path file) {
    Engine engine = Engine.open(file);
    try {
      return new MvStorage(engine);
    } catch (RuntimeException e) {
      engine.close();
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
    engine.close();
  }
}
