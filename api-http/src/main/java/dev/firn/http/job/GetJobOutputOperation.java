// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.job;

import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.job.JobOutput;
import dev.firn.domain.job.JobTask;
import dev.firn.domain.job.Jobs;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.Vaults;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.Operation;
import dev.firn.http.archive.ArchiveHeaders;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** GET on a job's output: see {@link Jobs#getJobOutput}. */
public final class GetJobOutputOperation implements Operation {
  private final Jobs jobs;
  private final Vaults vaults;

  /** Creates the operation. */
  public GetJobOutputOperation(Jobs jobs, Vaults vaults) {
    this.jobs = jobs;
    this.vaults = vaults;
  }

  @Override
  public Answer handle(Call call) {
    VaultKey vault = call.vault();
    JobOutput output = jobs.getJobOutput(vault, JobIds.of(call, vault, vaults));
    Optional<RangeInBytes> asked =
        call.header("Range").flatMap(header -> OutputRange.of(header, output.size()));
    RangeInBytes range = asked.orElse(new RangeInBytes(0, output.size() - 1));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", output.contentType());
    headers.put("Accept-Ranges", "bytes");
    if (asked.isPresent()) {
      headers.put("Content-Range", "bytes " + range + "/" + output.size());
    }
    description(output).ifPresent(text -> headers.put(ArchiveHeaders.DESCRIPTION, text));
    // The hash of a range that is not whole parts is made by reading it.
    call.takePlaceForDownload();
    output.treeHash(range).ifPresent(hash -> headers.put(ArchiveHeaders.TREE_HASH, hash.hex()));
    return new Answer(
        asked.isPresent() ? 206 : 200,
        headers,
        new Answer.Chunks(range.length(), output.read(range)));
  }

  private static Optional<String> description(JobOutput output) {
    return output.job().task() instanceof JobTask.ArchiveRetrieval retrieval
        ? Optional.of(retrieval.archiveDescription())
            .filter(description -> !description.isNone())
            .map(ArchiveDescription::text)
        : Optional.empty();
  }
}
