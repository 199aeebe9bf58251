// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.job;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.archive.ArchiveRepository;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.content.Contents;
import dev.firn.domain.content.IncomingContent;
import dev.firn.domain.content.Payload;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.error.ResourceNotFoundException;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.id.TimeOrderedBytes;
import dev.firn.domain.page.Rows;
import dev.firn.domain.settings.NotificationConfiguration;
import dev.firn.domain.settings.SettingsRepository;
import dev.firn.domain.settings.TopicArn;
import dev.firn.domain.settings.VaultEvent;
import dev.firn.domain.settings.VaultSettings;
import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.VaultInventory;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.Vaults;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongFunction;

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

  /** The longest output that there can be; no inventory comes near. */
  private static final long MOST_BYTES = 1L << 50;

  private final JobRepository jobs;
  private final ArchiveRepository archives;
  private final SettingsRepository settings;
  private final Vaults vaults;
  private final Contents contents;
  private final TimeOrderedBytes ids;
  private final Clock clock;
  private final Optional<Stocktaking> stocktaking;

  /** When it was first noticed of jobs that they cannot be ended; by those that were last. */
  private final Cache<JobId, Instant> firstFailures =
      CacheBuilder.newBuilder().maximumSize(MOST_TRIED).build();

  /**
   * Creates it over repositories; the clock tells what is due.
   *
   * @param stocktaking whose stock inventories are of; empty if they are of what is there when they
   *     are made
   */
  public JobEnds(
      JobRepository jobs,
      ArchiveRepository archives,
      SettingsRepository settings,
      Vaults vaults,
      Contents contents,
      TimeOrderedBytes ids,
      Clock clock,
      Optional<Stocktaking> stocktaking) {
    this.stocktaking = stocktaking;
    this.jobs = jobs;
    this.archives = archives;
    this.settings = settings;
    this.vaults = vaults;
    this.contents = contents;
    this.ids = ids;
    this.clock = clock;
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
      var unused = end(job);
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
      return end(job);
    } catch (ResourceNotFoundException e) {
      throw e;
    } catch (RuntimeException e) {
      if (isGivenUp(job)) {
        return fail(job, "The storage cannot be read");
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

  JobOutput output(Job job) {
    return new JobOutput(job, jobs, contents);
  }

  /** Ends a job, and tells whether this call was the one that did. */
  private boolean end(Job job) {
    if (job.task() instanceof JobTask.ArchiveRetrieval retrieval) {
      return endRetrieval(job, retrieval);
    }
    return job.task() instanceof JobTask.InventoryRetrieval task
        ? writeInventory(job, task)
        : takeStock(job);
  }

  private boolean endRetrieval(Job job, JobTask.ArchiveRetrieval retrieval) {
    RangeInBytes all = new RangeInBytes(0, retrieval.range().length() - 1);
    try {
      Optional<TreeHash> treeHash = output(job).hash(all);
      return complete(
          job.ended(succeeded(treeHash, OptionalLong.empty(), Optional.empty(), Optional.empty())));
    } catch (IOException damage) {
      return fail(job, String.valueOf(damage.getMessage()));
    }
  }

  private boolean fail(Job job, String why) {
    return complete(
        job.ended(
            new JobResult(
                JobStatus.FAILED,
                clock.instant(),
                why,
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty())));
  }

  private boolean complete(Job ended) {
    return jobs.complete(ended, Optional.empty(), notices(ended)) == ContentNaming.NAMED;
  }

  private boolean writeInventory(Job job, JobTask.InventoryRetrieval task) {
    Optional<Job> stock = stocktaking.flatMap(each -> each.last(job.vault()));
    InventoryStream inventory =
        new InventoryStream(
            stock.<Iterator<Archive>>map(this::stockList).orElseGet(() -> present(job, task)),
            task,
            InventoryForm.of(
                task.format(),
                vaults.arn(job.vault()).toString(),
                stock
                    .flatMap(Job::result)
                    .flatMap(JobResult::stock)
                    .flatMap(VaultInventory::date)
                    .orElseGet(clock::instant)));
    return write(
        job,
        inventory,
        size ->
            succeeded(
                Optional.empty(), OptionalLong.of(size), Optional.empty(), inventory.nextMarker()));
  }

  private StockList stockList(Job stock) {
    JobOutput list = output(stock);
    return new StockList(stock.vault(), list.read(new RangeInBytes(0, list.size() - 1)));
  }

  private Iterator<Archive> present(Job job, JobTask.InventoryRetrieval task) {
    return new Rows<>(scan -> archives.scan(job.vault(), scan), Archive::id, task.marker());
  }

  private boolean takeStock(Job job) {
    Instant begun = clock.instant();
    Optional<Instant> written =
        vaults.find(job.vault()).map(Vault::inventory).flatMap(VaultInventory::date);
    // Of a vault that did not change since, the date stays.
    Instant date =
        stocktaking
            .flatMap(each -> each.stock(job.vault()))
            .flatMap(VaultInventory::date)
            .filter(last -> written.map(last::isAfter).orElse(true))
            .orElse(begun);
    StockList.Form form = new StockList.Form();
    JobTask.InventoryRetrieval all = JobTask.InventoryRetrieval.all();
    InventoryStream list = new InventoryStream(present(job, all), all, form);
    return write(
        job,
        list,
        size ->
            succeeded(
                Optional.empty(),
                OptionalLong.of(size),
                Optional.of(new VaultInventory(form.archives(), form.bytes(), Optional.of(date))),
                Optional.empty()));
  }

  /** Writes a job's output, and ends the job with the result for its size. */
  private boolean write(Job job, InputStream bytes, LongFunction<JobResult> result) {
    try (IncomingContent content = contents.begin(job.vault(), OptionalLong.empty(), () -> {})) {
      long size = content.receive(bytes, MOST_BYTES);
      TreeHash treeHash = content.check(Payload.of(bytes));
      Part output = new Part(new RangeInBytes(0, size - 1), treeHash, content.id());
      Job ended = job.ended(result.apply(size));
      return switch (jobs.complete(ended, Optional.of(output), notices(ended))) {
        case NAMED -> {
          content.keep();
          yield true;
        }
        case NO_OWNER -> false;
        case NO_CONTENT -> throw content.lost();
      };
    } catch (IOException e) {
      throw new StorageException("Cannot write the output of job " + job.id(), e);
    }
  }

  private JobResult succeeded(
      Optional<TreeHash> treeHash,
      OptionalLong inventorySize,
      Optional<VaultInventory> stock,
      Optional<ArchiveId> nextMarker) {
    return new JobResult(
        JobStatus.SUCCEEDED,
        clock.instant(),
        "Succeeded",
        treeHash,
        inventorySize,
        stock,
        nextMarker);
  }

  private List<Notice> notices(Job ended) {
    if (ended.task() instanceof JobTask.Stocktaking) {
      return List.of();
    }
    VaultEvent event =
        ended.archive().isPresent()
            ? VaultEvent.ARCHIVE_RETRIEVAL_COMPLETED
            : VaultEvent.INVENTORY_RETRIEVAL_COMPLETED;
    Set<TopicArn> topics = new LinkedHashSet<>();
    settings
        .find(ended.vault())
        .flatMap(VaultSettings::notifications)
        .filter(configuration -> configuration.events().contains(event))
        .map(NotificationConfiguration::topic)
        .ifPresent(topics::add);
    ended.topic().ifPresent(topics::add);
    Instant date = ended.result().map(JobResult::date).orElseGet(clock::instant);
    List<Notice> notices = new ArrayList<>();
    for (TopicArn topic : topics) {
      notices.add(new Notice(NoticeId.next(ids), topic, date, date, 0, ended));
    }
    return notices;
  }
}
