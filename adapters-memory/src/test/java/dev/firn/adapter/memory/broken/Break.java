// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory.broken;

import dev.firn.domain.archive.ArchiveRepository;
import dev.firn.domain.content.ContentRepository;
import dev.firn.domain.job.JobRepository;
import dev.firn.domain.settings.SettingsRepository;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.UploadRepository;
import dev.firn.domain.vault.VaultRepository;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * One way in which a backend can be broken, and what the kit has to say of it.
 *
 * @param name what the backend does wrong
 * @param part the part of the kit that is about it, a nested class of the contract
 * @param backend makes one
 * @param limit how long a test may take
 * @param test the test that must fail
 * @param message how the failure begins, or what it has within
 */
record Break(
    String name,
    String part,
    Supplier<Backend> backend,
    Duration limit,
    String test,
    String message) {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final Duration SHORT = Duration.ofMillis(500);

  /** Begins with what is broken in each storage that the backend opens. */
  static Break of(String name, String part, UnaryOperator<Storage> broken) {
    return of(
        name,
        part,
        () ->
            new Backend() {
              @Override
              Storage open() {
                return broken.apply(super.open());
              }
            });
  }

  static Break of(String name, String part, Supplier<Backend> backend) {
    return new Break(name, part, backend, LONG, "", "");
  }

  static Break ofVaults(
      String name, String part, BiFunction<VaultRepository, Storage, VaultRepository> broken) {
    return of(name, part, sound -> Ports.withVaults(sound, vaults -> broken.apply(vaults, sound)));
  }

  static Break ofUploads(
      String name, String part, BiFunction<UploadRepository, Storage, UploadRepository> broken) {
    return of(
        name, part, sound -> Ports.withUploads(sound, uploads -> broken.apply(uploads, sound)));
  }

  static Break ofArchives(
      String name, String part, BiFunction<ArchiveRepository, Storage, ArchiveRepository> broken) {
    return of(
        name, part, sound -> Ports.withArchives(sound, archives -> broken.apply(archives, sound)));
  }

  static Break ofContents(
      String name, String part, BiFunction<ContentRepository, Storage, ContentRepository> broken) {
    return of(
        name, part, sound -> Ports.withContents(sound, contents -> broken.apply(contents, sound)));
  }

  static Break ofJobs(
      String name, String part, BiFunction<JobRepository, Storage, JobRepository> broken) {
    return of(name, part, sound -> Ports.withJobs(sound, jobs -> broken.apply(jobs, sound)));
  }

  static Break ofSettings(
      String name,
      String part,
      BiFunction<SettingsRepository, Storage, SettingsRepository> broken) {
    return of(
        name, part, sound -> Ports.withSettings(sound, settings -> broken.apply(settings, sound)));
  }

  /** Goes on with a backend that blocks for ever, for which nobody has to wait long. */
  Break isStuck() {
    return new Break(name, part, backend, SHORT, test, message);
  }

  /** Goes on with what the kit must say. */
  Break isFailedBy(String testThatFails, String messageOfIt) {
    return new Break(name, part, backend, limit, testThatFails, messageOfIt);
  }

  @Override
  public String toString() {
    return name;
  }
}
