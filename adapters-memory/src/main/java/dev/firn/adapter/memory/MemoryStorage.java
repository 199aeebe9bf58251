// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory;

import dev.firn.domain.archive.ArchiveRepository;
import dev.firn.domain.content.ContentRepository;
import dev.firn.domain.job.JobRepository;
import dev.firn.domain.job.NoticeRepository;
import dev.firn.domain.settings.SettingsRepository;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.UploadRepository;
import dev.firn.domain.vault.VaultRepository;

/**
 * A storage in this process's heap: what is in it is gone when the process is, or when it is
 * closed.
 */
public final class MemoryStorage implements Storage {
  private final StoredVaults stored = new StoredVaults();
  private final StoredContents contents = new StoredContents();
  private final VaultRepository vaults = new MemoryVaultRepository(stored, contents);
  private final UploadRepository uploads = new MemoryUploadRepository(stored, contents);
  private final ArchiveRepository archives = new MemoryArchiveRepository(stored, contents);
  private final ContentRepository bytes = new MemoryContentRepository(stored, contents);

  private final StoredNotices notices = new StoredNotices();
  private final SettingsRepository settings = new MemorySettingsRepository(stored);
  private final JobRepository jobs = new MemoryJobRepository(stored, contents, notices);
  private final NoticeRepository waiting = new MemoryNoticeRepository(stored, notices);

  /** Creates an empty storage. */
  public MemoryStorage() {}

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
    return bytes;
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
    return waiting;
  }

  @Override
  public void close() {
    stored.close();
  }
}
