// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.job;

import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.archive.ArchiveRepository;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.content.Contents;
import dev.firn.domain.content.IncomingContent;
import dev.firn.domain.content.Payload;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.id.TimeOrderedBytes;
import dev.firn.domain.settings.NotificationConfiguration;
import dev.firn.domain.settings.SettingsRepository;
import dev.firn.domain.settings.TopicArn;
import dev.firn.domain.settings.VaultEvent;
import dev.firn.domain.settings.VaultSettings;
import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.Vaults;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Ends jobs that are due, and forgets those that have expired. Thread-safe, and any number may do
 * so over the same storage, from as many machines: each job ends once.
 *
 * @hidden
 */
public final class JobEnds {
  private static final int AT_ONCE = 100;

  /** An inventory of so many archives is written in a moment. */
  private static final long FEW_ARCHIVES = 10_000;

  /** Bytes that are hashed in a moment. */
  private static final long FEW_BYTES = 16 << 20;

  /** The longest output that there can be; no inventory comes near. */
  private static final long MOST_BYTES = 1L << 50;

  private final JobRepository jobs;
  private final ArchiveRepository archives;
  private final SettingsRepository settings;
  private final Vaults vaults;
  private final Contents contents;
  private final TimeOrderedBytes ids;
  private final Clock clock;

  /** Creates it over repositories; the clock tells what is due. */
  public JobEnds(
      JobRepository jobs,
      ArchiveRepository archives,
      SettingsRepository settings,
      Vaults vaults,
      Contents contents,
      TimeOrderedBytes ids,
      Clock clock) {
    this.jobs = jobs;
    this.archives = archives;
    this.settings = settings;
    this.vaults = vaults;
    this.contents = contents;
    this.ids = ids;
    this.clock = clock;
  }

  /** Ends what is due and takes a moment only; for who waits for an answer. */
  void endWhatIsQuick() {
    List<Job> due;
    do {
      due = jobs.due(clock.instant(), AT_ONCE);
      due = due.stream().filter(this::isQuick).filter(this::end).toList();
    } while (due.size() == AT_ONCE);
  }

  private boolean isQuick(Job job) {
    if (job.task() instanceof JobTask.ArchiveRetrieval retrieval) {
      return retrieval.isWhole() || retrieval.range().length() <= FEW_BYTES;
    }
    return vaults.find(job.vault()).map(Vault::inventory).stream()
        .allMatch(inventory -> inventory.archives() <= FEW_ARCHIVES);
  }

  /**
   * Ends jobs that are due.
   *
   * @param max the most to end, 1 or more
   * @return how many were ended; 0 means that there are no more
   */
  public int end(int max) {
    return (int) jobs.due(clock.instant(), max).stream().filter(this::end).count();
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

  /** Forgets all jobs that have expired. */
  void forget() {
    while (forget(AT_ONCE) > 0) {
      // There may be more.
    }
  }

  JobOutput output(Job job) {
    return new JobOutput(job, jobs, contents);
  }

  /** Ends a job, and tells whether this call was the one that did. */
  private boolean end(Job job) {
    if (job.task() instanceof JobTask.ArchiveRetrieval retrieval) {
      RangeInBytes all = new RangeInBytes(0, retrieval.range().length() - 1);
      Optional<TreeHash> treeHash = output(job).treeHash(all);
      Job ended = job.ended(succeeded(treeHash, OptionalLong.empty(), Optional.empty()));
      return jobs.complete(ended, Optional.empty(), notices(ended)) == ContentNaming.NAMED;
    }
    return end(job, (JobTask.InventoryRetrieval) job.task());
  }

  private boolean end(Job job, JobTask.InventoryRetrieval task) {
    InventoryStream inventory =
        new InventoryStream(
            scan -> archives.scan(job.vault(), scan),
            task,
            InventoryForm.of(task.format(), vaults.arn(job.vault()).toString(), clock.instant()));
    try (IncomingContent content = contents.begin(job.vault(), OptionalLong.empty(), () -> {})) {
      long size = content.receive(inventory, MOST_BYTES);
      TreeHash treeHash = content.check(Payload.of(inventory));
      Part output = new Part(new RangeInBytes(0, size - 1), treeHash, content.id());
      Job ended =
          job.ended(succeeded(Optional.empty(), OptionalLong.of(size), inventory.nextMarker()));
      return switch (jobs.complete(ended, Optional.of(output), notices(ended))) {
        case NAMED -> {
          content.keep();
          yield true;
        }
        case NO_OWNER -> false;
        case NO_CONTENT -> throw content.lost();
      };
    } catch (IOException e) {
      throw new StorageException("Cannot write the inventory of " + job.vault(), e);
    }
  }

  private JobResult succeeded(
      Optional<TreeHash> treeHash, OptionalLong inventorySize, Optional<ArchiveId> nextMarker) {
    return new JobResult(
        JobStatus.SUCCEEDED, clock.instant(), "Succeeded", treeHash, inventorySize, nextMarker);
  }

  private List<Notice> notices(Job ended) {
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
    Instant now = clock.instant();
    List<Notice> notices = new ArrayList<>();
    for (TopicArn topic : topics) {
      notices.add(new Notice(NoticeId.next(ids), topic, now, now, 0, ended));
    }
    return notices;
  }
}
