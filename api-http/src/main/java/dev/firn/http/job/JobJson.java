// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.job;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.job.Job;
import dev.firn.domain.job.JobResult;
import dev.firn.domain.job.JobStatus;
import dev.firn.domain.job.JobTask;
import dev.firn.domain.settings.TopicArn;
import dev.firn.domain.vault.VaultArn;
import dev.firn.http.api.Json;
import java.io.IOException;
import java.util.Optional;

/** Writes a job with the API's field names: each is there, and null if it says nothing. */
public final class JobJson {
  private static final int USUAL_BYTES = 1_024;

  private JobJson() {}

  /** Returns a job of a vault as DescribeJob has it, and a notice of its end, too. */
  public static byte[] bytes(Job job, VaultArn arn) {
    return Json.bytes(USUAL_BYTES, json -> write(json, job, arn));
  }

  static void write(JsonGenerator json, Job job, VaultArn arn) throws IOException {
    json.writeStartObject();
    if (job.task() instanceof JobTask.ArchiveRetrieval retrieval) {
      write(json, job, retrieval);
    } else {
      write(json, job, (JobTask.InventoryRetrieval) job.task());
    }
    string(json, "JobDescription", description(job));
    json.writeStringField("JobId", job.id().text());
    json.writeNullField("JobOutputPath");
    json.writeNullField("OutputLocation");
    json.writeNullField("SelectParameters");
    string(json, "SNSTopic", job.topic().map(TopicArn::text));
    json.writeStringField("StatusCode", job.status().apiName());
    json.writeStringField(
        "StatusMessage", job.result().map(JobResult::message).orElse("Operation in progress."));
    json.writeStringField("VaultARN", arn.toString());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Job job, JobTask.ArchiveRetrieval retrieval)
      throws IOException {
    json.writeStringField("Action", "ArchiveRetrieval");
    json.writeStringField("ArchiveId", retrieval.archive().text());
    json.writeStringField("ArchiveSHA256TreeHash", retrieval.archiveTreeHash().hex());
    json.writeNumberField("ArchiveSizeInBytes", retrieval.archiveSize());
    dates(json, job);
    json.writeNullField("InventoryRetrievalParameters");
    json.writeNullField("InventorySizeInBytes");
    json.writeStringField("RetrievalByteRange", retrieval.range().toString());
    // That of a whole archive is known from the start, and some clients want it then.
    string(
        json,
        "SHA256TreeHash",
        (retrieval.isWhole()
                ? Optional.of(retrieval.archiveTreeHash())
                : job.result().flatMap(JobResult::treeHash))
            .map(TreeHash::hex));
    json.writeStringField("Tier", retrieval.tier().apiName());
  }

  private static void write(JsonGenerator json, Job job, JobTask.InventoryRetrieval retrieval)
      throws IOException {
    json.writeStringField("Action", "InventoryRetrieval");
    json.writeNullField("ArchiveId");
    json.writeNullField("ArchiveSHA256TreeHash");
    json.writeNullField("ArchiveSizeInBytes");
    dates(json, job);
    json.writeObjectFieldStart("InventoryRetrievalParameters");
    string(json, "EndDate", retrieval.endDate().map(Json::date));
    json.writeStringField("Format", retrieval.format().name());
    string(
        json,
        "Limit",
        retrieval.limit().isPresent()
            ? Optional.of(Long.toString(retrieval.limit().getAsLong()))
            : Optional.empty());
    // Where it began, and once that is done, where to go on.
    Optional<ArchiveId> marker =
        job.result().isPresent() ? job.result().flatMap(JobResult::nextMarker) : retrieval.marker();
    string(json, "Marker", marker.map(ArchiveId::text));
    string(json, "StartDate", retrieval.startDate().map(Json::date));
    json.writeEndObject();
    if (job.status() == JobStatus.SUCCEEDED) {
      json.writeNumberField(
          "InventorySizeInBytes", job.result().orElseThrow().inventorySize().orElseThrow());
    } else {
      json.writeNullField("InventorySizeInBytes");
    }
    json.writeNullField("RetrievalByteRange");
    json.writeNullField("SHA256TreeHash");
    json.writeNullField("Tier");
  }

  private static void dates(JsonGenerator json, Job job) throws IOException {
    json.writeBooleanField("Completed", job.status() != JobStatus.IN_PROGRESS);
    string(json, "CompletionDate", job.result().map(JobResult::date).map(Json::date));
    json.writeStringField("CreationDate", Json.date(job.creationDate()));
  }

  private static Optional<String> description(Job job) {
    return job.description().isNone() ? Optional.empty() : Optional.of(job.description().text());
  }

  private static void string(JsonGenerator json, String name, Optional<String> value)
      throws IOException {
    json.writeStringField(name, value.orElse(null));
  }
}
