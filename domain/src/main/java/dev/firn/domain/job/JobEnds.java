// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.job;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.firn.domain.error.ResourceNotFoundException;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.Vaults;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Ends jobs that are due, and forgets those that have expired. Thread-safe, and any number may do
 * so over the same storage, from as many machines: each job ends once.
 *
 * @hidden
 */
public final class JobEnds {
  private static final int AT_ONCE = 100;

  /** As long as somebody who waits for an answer may be kept by the ends of jobs. */
  private static final double A_MOMENT = 1;

  /** An inventory of so many archives is written in a moment. */
  private static final double ARCHIVES_IN_A_MOMENT = 10_000;

  /** So many bytes are hashed in a moment. */
  private static final double BYTES_IN_A_MOMENT = 16 << 20;

  /** How long it is tried to end a job, before it has failed. */
  private static final Duration TRIED = Duration.ofHours(1);

  /** So many that cannot be ended are gone past at once. */
  private static final int MOST_TRIED = 10_000;

  private final JobRepository jobs;
  private final Vaults vaults;
  private final JobWork work;
  private final Clock clock;
  private final Optional<Stocktaking> stocktaking;

  /** When it was first noticed of jobs that they cannot be ended; by those that were last. */
  private final Cache<JobId, Instant> firstFailures =
      CacheBuilder.newBuilder().maximumSize(MOST_TRIED).build();

  /**
   * Creates it over a repository; the clock tells what is due.
   *
   * @param work ends a job
   * @param stocktaking begins to take stock; empty if none is taken
   */
  public JobEnds(
      JobRepository jobs,
      Vaults vaults,
      JobWork work,
      Clock clock,
      Optional<Stocktaking> stocktaking) {
    this.jobs = jobs;
    this.vaults = vaults;
    this.work = work;
    this.clock = clock;
    this.stocktaking = stocktaking;
  }

  /**
   * Ends a job if it is due, and if that takes a moment only; for who waits for an answer.
   *
   * @return whether it was tried, so that the job may have ended, by this call or another
   */
  boolean endIfQuick(Job job) {
    boolean isDue = job.result().isEmpty() && !clock.instant().isBefore(job.dueDate());
    if (!isDue || effort(job) > A_MOMENT) {
      return false;
    }
    tryToEnd(job);
    return true;
  }

  /** Ends as much of what is due as takes a moment only; for who waits for an answer. */
  void endSome() {
    double effort = 0;
    for (Job job : jobs.due(clock.instant(), AT_ONCE)) {
      double more = effort(job);
      if (effort + more <= A_MOMENT) {
        effort += more;
        tryToEnd(job);
      }
    }
  }

  /** What cannot be ended is no fault of who asks for another job: the sweep tells of it. */
  private void tryToEnd(Job job) {
    try {
      var unused = work.end(job);
    } catch (RuntimeException e) {
      // It comes again.
    }
  }

  /** Returns how many moments it takes to end a job. */
  private double effort(Job job) {
    if (job.task() instanceof JobTask.ArchiveRetrieval retrieval) {
      return retrieval.isWhole() ? 0 : retrieval.range().length() / BYTES_IN_A_MOMENT;
    }
    return job.task() instanceof JobTask.InventoryRetrieval
        ? vaults.find(job.vault()).map(Vault::inventory).stream()
            .mapToDouble(inventory -> inventory.archives() / ARCHIVES_IN_A_MOMENT)
            .sum()
        : Double.POSITIVE_INFINITY;
  }

  /**
   * Ends all jobs that are due. One that cannot be ended keeps no other from its end.
   *
   * @param failures is told why the first of those cannot be that cannot
   * @return how many were ended
   * @throws StorageException if it cannot be read which are due
   */
  public int end(Consumer<RuntimeException> failures) {
    Set<JobId> tried = new HashSet<>();
    List<RuntimeException> first = new ArrayList<>();
    int ended = 0;
    List<Job> due;
    do {
      // As many more each time: so none is read more than a few times, however many there are.
      due =
          jobs.due(clock.instant(), AT_ONCE + 2 * tried.size()).stream()
              .filter(job -> !tried.contains(job.id()))
              .toList();
      for (Job job : due) {
        try {
          if (endOrFail(job)) {
            ended++;
            continue;
          }
        } catch (ResourceNotFoundException forgottenMeanwhile) {
          // Its vault was deleted, and it went along.
        } catch (RuntimeException e) {
          if (first.isEmpty()) {
            first.add(e);
          }
        }
        tried.add(job.id());
      }
    } while (!due.isEmpty() && tried.size() < MOST_TRIED);
    first.forEach(failures);
    return ended;
  }

  private boolean endOrFail(Job job) {
    try {
      return work.end(job);
    } catch (ResourceNotFoundException e) {
      throw e;
    } catch (RuntimeException e) {
      if (isGivenUp(job)) {
        return work.fail(job, "The storage cannot be read");
      }
      throw e;
    }
  }

  /**
   * Tells whether a job that cannot be ended was tried for long enough; a storage may be ill for a
   * while. Stock is taken again each day, and nobody waits for it.
   */
  private boolean isGivenUp(Job job) {
    Instant now = clock.instant();
    Instant first = firstFailures.asMap().computeIfAbsent(job.id(), id -> now);
    return !(job.task() instanceof JobTask.Stocktaking) && !now.isBefore(first.plus(TRIED));
  }

  /**
   * Forgets jobs that have expired.
   *
   * @param max the most to forget, 1 or more
   * @return how many were forgotten; 0 means that there are no more
   */
  public int forget(int max) {
    return jobs.forget(clock.instant(), max);
  }

  /** Begins to take stock of vaults, if inventories are taken daily and it is time to. */
  public void takeStock() {
    stocktaking.ifPresent(Stocktaking::begin);
  }

  /** Tells whether there is an inventory of a vault to be retrieved. */
  boolean hasInventory(VaultKey vault) {
    return stocktaking.map(each -> each.last(vault).isPresent()).orElse(true);
  }

  /** Returns what a job has put out. */
  JobOutput output(Job job) {
    return work.output(job);
  }
}
