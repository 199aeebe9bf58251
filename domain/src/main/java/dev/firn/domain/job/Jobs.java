// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.job;

import com.google.common.collect.Streams;
import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.archive.Archives;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.error.ResourceNotFoundException;
import dev.firn.domain.id.TimeOrderedBytes;
import dev.firn.domain.page.Marker;
import dev.firn.domain.page.Page;
import dev.firn.domain.page.PageRequest;
import dev.firn.domain.page.Rows;
import dev.firn.domain.page.Scan;
import dev.firn.domain.settings.DataRetrievalPolicies;
import dev.firn.domain.settings.TopicArn;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.Vaults;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The operations on jobs, named as the API names them. Thread-safe. Each may throw {@link
 * dev.firn.domain.error.StorageException} if the storage fails, and {@link IllegalStateException}
 * once it is closed.
 *
 * <p>A job that is due is ended by whoever looks at it first, or by {@link
 * dev.firn.domain.Firn#sweep}: so with a clock that a test moves, hours pass in no time. What takes
 * long, such as a large inventory, or many jobs at once, is left to the sweep.
 */
public final class Jobs {
  /** The most jobs on a page of {@link #listJobs}. */
  public static final int PAGE_MAXIMUM = 50;

  private static final long MIB = 1 << 20;

  /** More jobs of Firn's own than a vault has: stock is taken once a day, and kept for three. */
  private static final int MOST_OWN = 5;

  private final JobRepository repository;
  private final Vaults vaults;
  private final Archives archives;
  private final DataRetrievalPolicies policies;
  private final JobEnds ends;
  private final RetrievalTimes times;
  private final TimeOrderedBytes ids;
  private final Clock clock;

  /**
   * Creates the operations over a repository.
   *
   * @param ends ends jobs that are due
   * @param times how long jobs take
   * @param ids what ids are made of
   * @param clock what tells when a job is due, and when it is forgotten
   * @hidden
   */
  public Jobs(
      JobRepository repository,
      Vaults vaults,
      Archives archives,
      DataRetrievalPolicies policies,
      JobEnds ends,
      RetrievalTimes times,
      TimeOrderedBytes ids,
      Clock clock) {
    this.repository = repository;
    this.vaults = vaults;
    this.archives = archives;
    this.policies = policies;
    this.ends = ends;
    this.times = times;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Initiates a job that retrieves an archive, which from then on can be read until the job is
   * forgotten, also if it is deleted meanwhile. Every call makes a new job. Follows "Initiate Job
   * (POST jobs)".
   *
   * @param range which bytes; all, if it is empty. Its first byte is a multiple of 1 MiB, and so is
   *     the one behind its last, unless that is the archive's end
   * @param topic where to notify of the job's end, besides what the vault's configuration says
   * @throws ResourceNotFoundException if there is no such archive in the vault, or no such vault
   * @throws InvalidParameterValueException if the range is not one of the archive, or the topic is
   *     of another region
   * @throws dev.firn.domain.error.PolicyEnforcedException if the account's data retrieval policy
   *     does not let it begin
   */
  public Job initiateArchiveRetrieval(
      VaultKey vault,
      ArchiveId archiveId,
      Optional<RangeInBytes> range,
      Tier tier,
      ArchiveDescription description,
      Optional<TopicArn> topic) {
    Archive archive = archives.describeArchive(vault, archiveId);
    RangeInBytes all = new RangeInBytes(0, archive.size() - 1);
    range.ifPresent(given -> check(given, archive.size()));
    JobTask.ArchiveRetrieval task =
        new JobTask.ArchiveRetrieval(
            archiveId,
            archive.size(),
            archive.treeHash(),
            archive.description(),
            range.orElse(all),
            tier);
    Job job = job(vault, task, description, topic);
    if (tier == Tier.STANDARD) {
      policies.count(vault.account(), job.creationDate(), job.dueDate(), task.range().length());
    }
    return add(job);
  }

  private static void check(RangeInBytes range, long size) {
    boolean isAligned =
        range.first() % MIB == 0 && (range.last() == size - 1 || (range.last() + 1) % MIB == 0);
    if (!isAligned || range.last() >= size) {
      throw InvalidParameterValueException.jobParameter(
          "RetrievalByteRange",
          range.toString(),
          "It must begin at a multiple of 1048576 bytes, and end before one or at the archive's"
              + " last byte, "
              + (size - 1)
              + ".");
    }
  }

  /**
   * Initiates a job that retrieves the vault's inventory. Every call makes a new job. Follows
   * "Initiate Job (POST jobs)".
   *
   * @param topic where to notify of the job's end, besides what the vault's configuration says
   * @throws ResourceNotFoundException if there is no such vault; or, if inventories are taken
   *     daily, none was taken of it yet
   * @throws InvalidParameterValueException if the marker is not that of an archive in the vault, or
   *     the topic is of another region
   */
  public Job initiateInventoryRetrieval(
      VaultKey vault,
      JobTask.InventoryRetrieval task,
      ArchiveDescription description,
      Optional<TopicArn> topic) {
    task.marker()
        .filter(marker -> !marker.isSealedFor(vault))
        .ifPresent(
            marker -> {
              throw InvalidParameterValueException.marker(marker.text());
            });
    if (!ends.hasInventory(vault)) {
      throw ResourceNotFoundException.inventory(
          vaults.arn(vaults.describeVault(vault).key()).toString());
    }
    return add(job(vault, task, description, topic));
  }

  private Job job(
      VaultKey vault, JobTask task, ArchiveDescription description, Optional<TopicArn> topic) {
    topic.ifPresent(
        arn -> {
          var unused = arn.in(vaults.region());
        });
    Instant now = clock.instant();
    return new Job(
        JobId.next(vault, ids),
        vault,
        description,
        now,
        now.plus(times.of(task)),
        topic,
        task,
        Optional.empty());
  }

  private Job add(Job job) {
    return switch (repository.add(job)) {
      case ADDED -> {
        // What takes no time need not wait for who asks.
        var unused = ends.endIfQuick(job);
        yield job;
      }
      case NO_VAULT -> throw vaults.notFound(job.vault());
      case NO_ARCHIVE ->
          throw ResourceNotFoundException.archive(job.archive().orElseThrow().text());
    };
  }

  /**
   * Returns a job. It is kept for 24 hours after its end. Follows "Describe Job (GET JobID)".
   *
   * @throws ResourceNotFoundException if there is no such job, or no such vault
   */
  public Job describeJob(VaultKey vault, JobId id) {
    return repository
        .find(vault, id)
        .flatMap(job -> ends.endIfQuick(job) ? repository.find(vault, id) : Optional.of(job))
        .filter(this::isShown)
        .orElseThrow(
            () -> {
              vaults.describeVault(vault);
              return ResourceNotFoundException.job(id.text());
            });
  }

  /** Firn's own are nobody else's, and one that has expired may not be forgotten yet. */
  private boolean isShown(Job job) {
    return !(job.task() instanceof JobTask.Stocktaking)
        && job.expirationDate().map(clock.instant()::isBefore).orElse(true);
  }

  /**
   * Returns a page of the vault's jobs in the order of their ids, which is oldest first; at most
   * {@value #PAGE_MAXIMUM}. What {@link
   * dev.firn.domain.upload.MultipartUploads#listMultipartUploads} says of pages, markers, walks and
   * cost holds, also for a filter, as long as no job ends meanwhile. Follows "List Jobs (GET
   * jobs)".
   *
   * @throws ResourceNotFoundException if there is no such vault
   * @throws InvalidParameterValueException if the marker cannot have come from a listing of this
   *     vault
   */
  public Page<Job> listJobs(VaultKey vault, JobFilter filter, PageRequest request) {
    ends.endSome();
    Page<Job> page =
        Page.read(
            request,
            PAGE_MAXIMUM,
            marker -> position(vault, marker),
            scan -> scan(vault, filter, scan),
            job -> new Marker(job.id().text()));
    if (page.items().isEmpty()) {
      vaults.describeVault(vault);
    }
    return page;
  }

  private List<Job> scan(VaultKey vault, JobFilter filter, Scan<JobId> scan) {
    if (filter.equals(JobFilter.all())) {
      return shown(scan, more -> repository.scan(vault, Optional.empty(), more));
    }
    // As many of each status as are wanted of all are enough, and no more are needed.
    return filter.statuses().stream()
        .flatMap(
            status ->
                shown(scan, more -> repository.scan(vault, Optional.of(status), more)).stream())
        .sorted(Comparator.comparing(Job::id))
        .limit(scan.max())
        .toList();
  }

  private List<Job> shown(Scan<JobId> scan, Function<Scan<JobId>, List<Job>> rows) {
    Scan<JobId> more = new Scan<>(scan.startAt(), scan.max() + MOST_OWN);
    return Streams.stream(new Rows<>(rows, Job::id, more))
        .filter(this::isShown)
        .limit(scan.max())
        .toList();
  }

  /**
   * Returns all jobs of a vault, in the order of their ids, read page by page as the stream is
   * consumed. What {@link #listJobs} says of a walk holds.
   *
   * @throws ResourceNotFoundException when the stream is consumed, if there is no such vault, or no
   *     longer
   */
  public Stream<Job> jobs(VaultKey vault) {
    return Page.walk(request -> listJobs(vault, JobFilter.all(), request));
  }

  private static JobId position(VaultKey vault, Marker marker) {
    return JobId.parse(marker.text())
        .filter(id -> id.isSealedFor(vault))
        .orElseThrow(() -> InvalidParameterValueException.marker(marker.text()));
  }

  /**
   * Returns what a job has put out. Follows "Get Job Output (GET output)".
   *
   * @throws ResourceNotFoundException if there is no such job, or no such vault
   * @throws InvalidParameterValueException if the job has not succeeded
   */
  public JobOutput getJobOutput(VaultKey vault, JobId id) {
    Job job = describeJob(vault, id);
    if (job.status() != JobStatus.SUCCEEDED) {
      throw InvalidParameterValueException.jobNotAvailable(id.text());
    }
    return ends.output(job);
  }
}
