// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.job;

import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.page.Rows;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.InventoryView;
import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.VaultInventory;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.VaultName;
import dev.firn.domain.vault.VaultRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes stock of all vaults once a day, UTC, as the service does, by jobs of Firn's own; and shows
 * what was found last. Thread-safe, and any number may do so over the same storage: of each vault
 * stock is taken once on a day.
 *
 * @hidden
 */
public final class Stocktaking implements InventoryView {
  /** How often all vaults are gone through, in case one was passed over. */
  private static final Duration ROUND = Duration.ofHours(1);

  private final VaultRepository vaults;
  private final JobRepository jobs;
  private final Clock clock;
  private volatile Instant lastRound = Instant.MIN;

  /** Creates it over repositories; the clock tells what day it is. */
  public Stocktaking(VaultRepository vaults, JobRepository jobs, Clock clock) {
    this.vaults = vaults;
    this.jobs = jobs;
    this.clock = clock;
  }

  /** Has stock taken of each vault of which none was on this day; the jobs are due at once. */
  public void begin() {
    Instant now = clock.instant();
    boolean isSameDay = !lastRound.equals(Instant.MIN) && day(lastRound).equals(day(now));
    if (isSameDay && now.isBefore(lastRound.plus(ROUND))) {
      return;
    }
    new Rows<AccountId, AccountId>(vaults::accounts, account -> account)
        .forEachRemaining(
            account ->
                new Rows<Vault, VaultName>(
                        scan -> vaults.scan(account, scan), vault -> vault.key().name())
                    .forEachRemaining(vault -> begin(vault, now)));
    lastRound = now;
  }

  private void begin(Vault vault, Instant now) {
    JobId id = JobId.ofStocktaking(vault.key(), day(now));
    // The service takes none of a vault that was never written to.
    if (vault.inventory().date().isEmpty() || jobs.find(vault.key(), id).isPresent()) {
      return;
    }
    Job job =
        new Job(
            id,
            vault.key(),
            ArchiveDescription.none(),
            now,
            now,
            Optional.empty(),
            new JobTask.Stocktaking(),
            Optional.empty());
    try {
      var unused = jobs.add(job);
    } catch (IllegalArgumentException e) {
      // Somebody else has begun it.
    }
  }

  /** Returns the job that took stock of a vault last, if one has ended. */
  Optional<Job> last(VaultKey vault) {
    LocalDate today = day(clock.instant());
    return Stream.of(today, today.minusDays(1), today.minusDays(2), today.minusDays(3))
        .map(day -> jobs.find(vault, JobId.ofStocktaking(vault, day)))
        .flatMap(Optional::stream)
        .filter(job -> job.status() == JobStatus.SUCCEEDED)
        .findFirst();
  }

  @Override
  public Optional<VaultInventory> of(Vault present) {
    return stock(present.key());
  }

  /** Returns what was found in a vault last, if stock was taken. */
  Optional<VaultInventory> stock(VaultKey vault) {
    return last(vault).flatMap(Job::result).flatMap(JobResult::stock);
  }

  private static LocalDate day(Instant time) {
    return time.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
