// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.job;

import dev.firn.domain.job.Job;
import dev.firn.domain.job.Jobs;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.Vaults;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.Operation;

/** GET on a job: see {@link Jobs#describeJob}. */
public final class DescribeJobOperation implements Operation {
  private final Jobs jobs;
  private final Vaults vaults;

  /** Creates the operation. */
  public DescribeJobOperation(Jobs jobs, Vaults vaults) {
    this.jobs = jobs;
    this.vaults = vaults;
  }

  @Override
  public Answer handle(Call call) {
    VaultKey vault = call.vault();
    Job job = jobs.describeJob(vault, JobIds.of(call, vault, vaults));
    return Answer.json(200, JobJson.bytes(job, vaults.arn(vault)));
  }
}
