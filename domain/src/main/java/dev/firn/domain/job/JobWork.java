// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.job;

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
import dev.firn.domain.vault.Vaults;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * Does what jobs are there for, and stores how they ended, with the notices of it. Thread-safe; of
 * several that end the same job one has its way.
 *
 * @hidden
 */
public final class JobWork {
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

  /**
   * Creates it over repositories; the clock tells when a job ends.
   *
   * @param ids what the ids of notices are made of
   * @param stocktaking whose stock inventories are of; empty if they are of what is there when they
   *     are made
   */
  public JobWork(
      JobRepository jobs,
      ArchiveRepository archives,
      SettingsRepository settings,
      Vaults vaults,
      Contents contents,
      TimeOrderedBytes ids,
      Clock clock,
      Optional<Stocktaking> stocktaking) {
    this.jobs = jobs;
    this.archives = archives;
    this.settings = settings;
    this.vaults = vaults;
    this.contents = contents;
    this.ids = ids;
    this.clock = clock;
    this.stocktaking = stocktaking;
  }

  /** Returns what a job puts out. */
  JobOutput output(Job job) {
    return new JobOutput(job, jobs, contents);
  }

  /**
   * Ends a job, and tells whether this call was the one that did.
   *
   * @throws ResourceNotFoundException if it was forgotten
   */
  boolean end(Job job) {
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

  /** Ends a job that cannot succeed, and tells whether this call was the one that did. */
  boolean fail(Job job, String why) {
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
