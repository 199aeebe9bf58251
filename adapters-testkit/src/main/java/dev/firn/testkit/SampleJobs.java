// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static dev.firn.testkit.SampleArchives.bytes;
import static dev.firn.testkit.SampleArchives.hour;
import static dev.firn.testkit.SampleUploads.START;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.id.OrderedText;
import dev.firn.domain.id.TimeOrderedBytes;
import dev.firn.domain.job.InventoryFormat;
import dev.firn.domain.job.Job;
import dev.firn.domain.job.JobId;
import dev.firn.domain.job.JobResult;
import dev.firn.domain.job.JobStatus;
import dev.firn.domain.job.JobTask;
import dev.firn.domain.job.Notice;
import dev.firn.domain.job.NoticeId;
import dev.firn.domain.job.Tier;
import dev.firn.domain.settings.TopicArn;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Jobs and notices to test with: the same number always gives the same, and numbers ascend as ids
 * do.
 */
public final class SampleJobs {
  private static final TopicArn TOPIC = new TopicArn("arn:aws:sns:us-east-1:012345678901:told");

  private SampleJobs() {}

  /** Returns the id of the sample job with this number, 0 or more, of this vault. */
  public static JobId jobId(VaultKey vault, int number) {
    // Made as those of uploads are, but never the same as a sample of them.
    return new JobId(
        UploadId.mint(vault, START.plusMillis(number / 10), number, bytes(~number, 52)).text());
  }

  /** Returns the sample job with this number, which retrieves the inventory of a vault. */
  public static Job inventory(VaultKey vault, int number) {
    return job(
        vault,
        number,
        new JobTask.InventoryRetrieval(
            InventoryFormat.JSON,
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            Optional.empty()));
  }

  /** Returns the sample job with this number, which retrieves an archive. */
  public static Job retrieval(Archive archive, int number) {
    return job(
        archive.vault(),
        number,
        new JobTask.ArchiveRetrieval(
            archive.id(),
            archive.size(),
            archive.treeHash(),
            archive.description(),
            new RangeInBytes(0, archive.size() - 1),
            Tier.STANDARD));
  }

  /** Returns the sample job with this number, due at that hour, which does something else. */
  static Job job(VaultKey vault, int number, JobTask task) {
    return new Job(
        jobId(vault, number),
        vault,
        new ArchiveDescription("job " + number),
        START.plusMillis(number),
        hour(number),
        Optional.empty(),
        task,
        Optional.empty());
  }

  /** Returns a job as it ended at a time. */
  public static Job ended(Job job, JobStatus status, Instant date) {
    return job.ended(
        new JobResult(
            status,
            date,
            "told so",
            Optional.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  /** Returns the id of the sample notice with this number, 0 or more. */
  public static NoticeId noticeId(int number) {
    return new NoticeId(OrderedText.of(TimeOrderedBytes.of(START, number, bytes(number, 14))));
  }

  /** Returns the sample notice with this number, 0 or more, due at a time. */
  public static Notice notice(Job ended, int number, Instant due) {
    return new Notice(noticeId(number), TOPIC, START.plusMillis(number), due, 0, ended);
  }
}
