// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory.broken;

import dev.firn.domain.archive.ArchiveRepository;
import dev.firn.domain.content.ContentRepository;
import dev.firn.domain.job.JobRepository;
import dev.firn.domain.job.NoticeRepository;
import dev.firn.domain.settings.SettingsRepository;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.UploadRepository;
import dev.firn.domain.vault.VaultRepository;
import java.util.function.UnaryOperator;

/** A storage that is put together from its ports, so that one can be put in another's place. */
record Ports(
    VaultRepository vaults,
    UploadRepository uploads,
    ArchiveRepository archives,
    ContentRepository contents,
    SettingsRepository settings,
    JobRepository jobs,
    NoticeRepository notices,
    Runnable closing)
    implements Storage {

  private static Ports of(Storage storage) {
    return new Ports(
        storage.vaults(),
        storage.uploads(),
        storage.archives(),
        storage.contents(),
        storage.settings(),
        storage.jobs(),
        storage.notices(),
        storage::close);
  }

  static Ports withVaults(Storage sound, UnaryOperator<VaultRepository> broken) {
    Ports all = of(sound);
    return new Ports(
        broken.apply(all.vaults),
        all.uploads,
        all.archives,
        all.contents,
        all.settings,
        all.jobs,
        all.notices,
        all.closing);
  }

  static Ports withUploads(Storage sound, UnaryOperator<UploadRepository> broken) {
    Ports all = of(sound);
    return new Ports(
        all.vaults,
        broken.apply(all.uploads),
        all.archives,
        all.contents,
        all.settings,
        all.jobs,
        all.notices,
        all.closing);
  }

  static Ports withArchives(Storage sound, UnaryOperator<ArchiveRepository> broken) {
    Ports all = of(sound);
    return new Ports(
        all.vaults,
        all.uploads,
        broken.apply(all.archives),
        all.contents,
        all.settings,
        all.jobs,
        all.notices,
        all.closing);
  }

  static Ports withContents(Storage sound, UnaryOperator<ContentRepository> broken) {
    Ports all = of(sound);
    return new Ports(
        all.vaults,
        all.uploads,
        all.archives,
        broken.apply(all.contents),
        all.settings,
        all.jobs,
        all.notices,
        all.closing);
  }

  static Ports withSettings(Storage sound, UnaryOperator<SettingsRepository> broken) {
    Ports all = of(sound);
    return new Ports(
        all.vaults,
        all.uploads,
        all.archives,
        all.contents,
        broken.apply(all.settings),
        all.jobs,
        all.notices,
        all.closing);
  }

  static Ports withJobs(Storage sound, UnaryOperator<JobRepository> broken) {
    Ports all = of(sound);
    return new Ports(
        all.vaults,
        all.uploads,
        all.archives,
        all.contents,
        all.settings,
        broken.apply(all.jobs),
        all.notices,
        all.closing);
  }

  static Ports withNotices(Storage sound, UnaryOperator<NoticeRepository> broken) {
    Ports all = of(sound);
    return new Ports(
        all.vaults,
        all.uploads,
        all.archives,
        all.contents,
        all.settings,
        all.jobs,
        broken.apply(all.notices),
        all.closing);
  }

  static Ports withClosing(Storage sound, UnaryOperator<Runnable> broken) {
    Ports all = of(sound);
    return new Ports(
        all.vaults,
        all.uploads,
        all.archives,
        all.contents,
        all.settings,
        all.jobs,
        all.notices,
        broken.apply(all.closing));
  }

  @Override
  public void close() {
    closing.run();
  }
}
