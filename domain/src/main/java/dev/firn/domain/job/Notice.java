// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.job;

import dev.firn.domain.document.Document;
import dev.firn.domain.settings.TopicArn;
import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * A notice that a job has ended, which has to be delivered to a topic.
 *
 * @param id the notice's id
 * @param topic where it is to be delivered
 * @param creationDate when the job ended, UTC, cut to milliseconds
 * @param dueDate when to try next, UTC, cut to milliseconds
 * @param attempts how often it was tried in vain, 0 or more
 * @param job the job as it ended
 */
public record Notice(
    NoticeId id, TopicArn topic, Instant creationDate, Instant dueDate, int attempts, Job job) {

  /**
   * Cuts the dates.
   *
   * @throws IllegalArgumentException if the attempts are below 0
   */
  public Notice {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(job, "job");
    if (attempts < 0) {
      throw new IllegalArgumentException("A notice was tried 0 times or more, not " + attempts);
    }
    creationDate = creationDate.truncatedTo(ChronoUnit.MILLIS);
    dueDate = dueDate.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Returns the same notice with one attempt more, to be tried again at a time. */
  public Notice postponed(Instant until) {
    return new Notice(id, topic, creationDate, until, attempts + 1, job);
  }

  /** Returns what a backend stores of it, besides its id. */
  public Document document() {
    return Document.builder()
        .put("topic", topic.text())
        .put("created", creationDate)
        .put("due", dueDate)
        .put("attempts", attempts)
        .put("account", job.vault().account().value())
        .put("vault", job.vault().name().value())
        .put("jobId", job.id().text())
        .putAll("job.", job.document())
        .build();
  }

  /**
   * Reads what a backend has stored.
   *
   * @throws IllegalArgumentException if a field is missing, or not as {@link #document} has it
   * @throws dev.firn.domain.error.GlacierException if a value is not allowed
   */
  public static Notice of(NoticeId id, Document document) {
    VaultKey vault = VaultKey.of(document.get("account"), document.get("vault"));
    Notice read =
        new Notice(
            id,
            new TopicArn(document.get("topic")),
            document.time("created"),
            document.time("due"),
            Integer.parseInt(document.get("attempts")),
            Job.of(vault, new JobId(document.get("jobId")), document.under("job.")));
    document.check(read.document());
    return read;
  }
}
