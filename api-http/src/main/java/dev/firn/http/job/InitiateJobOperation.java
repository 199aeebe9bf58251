// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.job;

import dev.firn.domain.access.RequestContext;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.archive.Archives;
import dev.firn.domain.job.Job;
import dev.firn.domain.job.Jobs;
import dev.firn.domain.vault.VaultKey;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.Operation;
import dev.firn.http.archive.ArchiveAge;
import java.io.IOException;
import java.util.Optional;

/**
 * POST on a vault's jobs: see {@link Jobs#initiateArchiveRetrieval} and {@link
 * Jobs#initiateInventoryRetrieval}.
 */
public final class InitiateJobOperation implements Operation {
  private static final String BODY = "Job Parameters";

  private final Jobs jobs;
  private final Archives archives;

  /** Creates the operation. */
  public InitiateJobOperation(Jobs jobs, Archives archives) {
    this.jobs = jobs;
    this.archives = archives;
  }

  @Override
  public Answer handle(Call call) throws IOException {
    VaultKey vault = call.vault();
    Job job = initiate(vault, new JobParameters(call.json(BODY)));
    return Answer.empty(202)
        .with("Location", "/" + vault.account() + "/vaults/" + vault.name() + "/jobs/" + job.id())
        .with("x-amz-job-id", job.id().text());
  }

  private Job initiate(VaultKey vault, JobParameters wanted) {
    // Checked also where it says nothing.
    var tier = wanted.tier();
    return wanted.isArchiveRetrieval()
        ? jobs.initiateArchiveRetrieval(
            vault, wanted.archive(), wanted.range(), tier, wanted.description(), wanted.topic())
        : jobs.initiateInventoryRetrieval(
            vault, wanted.inventory(), wanted.description(), wanted.topic());
  }

  /** Policies can keep archives from being retrieved by their age; inventories have none. */
  @Override
  public RequestContext context(Call call, RequestContext context) throws IOException {
    return ArchiveAge.in(context, archives, call, archive(call));
  }

  private static Optional<ArchiveId> archive(Call call) throws IOException {
    JobParameters wanted = new JobParameters(call.json(BODY));
    return wanted.isArchiveRetrieval() ? Optional.of(wanted.archive()) : Optional.empty();
  }
}
