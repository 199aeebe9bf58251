// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.job;

import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.job.Job;
import dev.firn.domain.job.JobFilter;
import dev.firn.domain.job.JobStatus;
import dev.firn.domain.job.Jobs;
import dev.firn.domain.page.Marker;
import dev.firn.domain.page.Page;
import dev.firn.domain.vault.VaultArn;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.Vaults;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.Json;
import dev.firn.http.api.Operation;
import java.util.Optional;

/** GET on a vault's jobs: see {@link Jobs#listJobs}. */
public final class ListJobsOperation implements Operation {
  private static final int USUAL_BYTES_OF_A_JOB = 1_024;

  private final Jobs jobs;
  private final Vaults vaults;

  /** Creates the operation. */
  public ListJobsOperation(Jobs jobs, Vaults vaults) {
    this.jobs = jobs;
    this.vaults = vaults;
  }

  @Override
  public Answer handle(Call call) {
    VaultKey vault = call.vault();
    JobFilter filter =
        JobFilter.of(
            given(call, "statuscode").map(ListJobsOperation::status),
            given(call, "completed").map(ListJobsOperation::completed));
    Page<Job> page = jobs.listJobs(vault, filter, call.page(Jobs.PAGE_MAXIMUM));
    return Answer.json(200, bytes(page, vaults.arn(vault)));
  }

  /** An empty filter is none, as an empty marker is. */
  private static Optional<String> given(Call call, String parameter) {
    return call.query().parameter(parameter).filter(text -> !text.isEmpty());
  }

  private static JobStatus status(String text) {
    return JobStatus.named(text).orElseThrow(() -> InvalidParameterValueException.statusCode(text));
  }

  private static boolean completed(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw InvalidParameterValueException.jobParameter(
              "completed", text, "It must be true or false.");
    };
  }

  private static byte[] bytes(Page<Job> page, VaultArn arn) {
    return Json.bytes(
        256 + page.items().size() * USUAL_BYTES_OF_A_JOB,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("JobList");
          for (Job job : page.items()) {
            JobJson.write(json, job, arn);
          }
          json.writeEndArray();
          json.writeStringField("Marker", page.next().map(Marker::text).orElse(null));
          json.writeEndObject();
        });
  }
}
