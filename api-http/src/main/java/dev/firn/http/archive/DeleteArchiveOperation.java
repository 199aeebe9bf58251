// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.archive;

import dev.firn.domain.access.RequestContext;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.archive.Archives;
import dev.firn.domain.error.ResourceNotFoundException;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.Vaults;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.Operation;
import java.util.Optional;

/** DELETE on an archive: see {@link Archives#deleteArchive}. */
public final class DeleteArchiveOperation implements Operation {
  private final Archives archives;
  private final Vaults vaults;

  /** Creates the operation. */
  public DeleteArchiveOperation(Archives archives, Vaults vaults) {
    this.archives = archives;
    this.vaults = vaults;
  }

  @Override
  public Answer handle(Call call) {
    VaultKey vault = call.vault();
    String text = call.parameter("archiveId");
    Optional<ArchiveId> id = ArchiveId.parse(text);
    if (id.isPresent()) {
      archives.deleteArchive(vault, id.get());
    } else {
      checkForm(vault, text);
    }
    return Answer.empty(204);
  }

  /** Policies can keep archives until they have an age. */
  @Override
  public RequestContext context(Call call, RequestContext context) {
    return ArchiveAge.in(
        context, archives, call, ArchiveId.parse(call.path().getOrDefault("archiveId", "")));
  }

  /**
   * An id that Firn never gave is that of no archive, and so deleted; what is no id is an error.
   */
  private void checkForm(VaultKey vault, String text) {
    vaults.describeVault(vault);
    if (!ArchiveId.hasForm(text)) {
      throw ResourceNotFoundException.archive(text);
    }
  }
}
