// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.job;

import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.document.Document;
import dev.firn.domain.settings.TopicArn;
import dev.firn.domain.vault.VaultKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * A job: what brings an archive or an inventory to where it can be downloaded.
 *
 * @param id the job's id
 * @param vault the vault that it is of
 * @param description what the client said of it, by the rules of an archive's description
 * @param creationDate when it was initiated, UTC, cut to milliseconds
 * @param dueDate when it is to be over, UTC, cut to milliseconds
 * @param topic where the job itself asks to have its end notified
 * @param task what it does
 * @param result how it ended; empty while it is in progress
 */
public record Job(
    JobId id,
    VaultKey vault,
    ArchiveDescription description,
    Instant creationDate,
    Instant dueDate,
    Optional<TopicArn> topic,
    JobTask task,
    Optional<JobResult> result) {
  /** How long a job, and its output, is kept after its end. */
  public static final Duration KEPT = Duration.ofHours(24);

  /** How long what a stocktaking has written down is kept, unless a later one has. */
  private static final Duration STOCK_KEPT = Duration.ofDays(3);

  /** Cuts the dates to milliseconds. */
  public Job {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(vault, "vault");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(result, "result");
    creationDate = creationDate.truncatedTo(ChronoUnit.MILLIS);
    dueDate = dueDate.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Returns how far it is. */
  public JobStatus status() {
    return result.map(JobResult::status).orElse(JobStatus.IN_PROGRESS);
  }

  /** Returns the archive that it retrieves; empty if it retrieves none. */
  public Optional<ArchiveId> archive() {
    return task instanceof JobTask.ArchiveRetrieval retrieval
        ? Optional.of(retrieval.archive())
        : Optional.empty();
  }

  /** Returns from when on it is forgotten; empty while it is in progress. */
  public Optional<Instant> expirationDate() {
    Duration kept = task instanceof JobTask.Stocktaking ? STOCK_KEPT : KEPT;
    return result.map(ended -> ended.date().plus(kept));
  }

  /** Returns the same job as it ended. */
  public Job ended(JobResult how) {
    return new Job(id, vault, description, creationDate, dueDate, topic, task, Optional.of(how));
  }

  /** Returns what a backend stores of it, besides its id and its vault. */
  public Document document() {
    Document.Builder document =
        Document.builder()
            .put("description", description.text())
            .put("created", creationDate)
            .put("due", dueDate)
            .putAll("task.", task.document());
    topic.ifPresent(arn -> document.put("topic", arn.text()));
    result.ifPresent(ended -> document.putAll("result.", ended.document()));
    return document.build();
  }

  /**
   * Reads what a backend has stored.
   *
   * @throws IllegalArgumentException if a field is missing, or not as {@link #document} has it
   * @throws dev.firn.domain.error.GlacierException if a value is not allowed
   */
  public static Job of(VaultKey vault, JobId id, Document document) {
    Job read =
        new Job(
            id,
            vault,
            new ArchiveDescription(document.get("description")),
            document.time("created"),
            document.time("due"),
            document.find("topic").map(TopicArn::new),
            JobTask.of(document.under("task.")),
            Optional.of(document.under("result."))
                .filter(each -> !each.fields().isEmpty())
                .map(JobResult::of));
    document.check(read.document());
    return read;
  }
}
