// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.storage;

import dev.firn.domain.archive.ArchiveRepository;
import dev.firn.domain.content.ContentRepository;
import dev.firn.domain.job.JobRepository;
import dev.firn.domain.job.NoticeRepository;
import dev.firn.domain.settings.SettingsRepository;
import dev.firn.domain.upload.UploadRepository;
import dev.firn.domain.vault.VaultRepository;

/**
 * An opened backend: hands out the ports. Thread-safe. What the ports promise is written at {@link
 * UploadRepository}, {@link VaultRepository}, {@link ArchiveRepository}, {@link ContentRepository},
 * {@link SettingsRepository}, {@link JobRepository} and {@link NoticeRepository}.
 */
public interface Storage extends AutoCloseable {

  /** Returns the port for vaults; the same one for the whole life of this storage. */
  VaultRepository vaults();

  /** Returns the port for multipart uploads; the same one for the whole life of this storage. */
  UploadRepository uploads();

  /** Returns the port for archives; the same one for the whole life of this storage. */
  ArchiveRepository archives();

  /** Returns the port for bytes; the same one for the whole life of this storage. */
  ContentRepository contents();

  /** Returns the port for settings; the same one for the whole life of this storage. */
  SettingsRepository settings();

  /** Returns the port for jobs; the same one for the whole life of this storage. */
  JobRepository jobs();

  /** Returns the port for notices; the same one for the whole life of this storage. */
  NoticeRepository notices();

  /**
   * Closes the backend, once all calls that are under way have ended; calls that begin later throw
   * {@link IllegalStateException}. Closing again does nothing.
   *
   * @throws dev.firn.domain.error.StorageException if the engine fails to close; the storage is
   *     closed all the same
   */
  @Override
  void close();
}
