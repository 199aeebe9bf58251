// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.archive;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.archive.Archives;
import dev.firn.domain.vault.VaultKey;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.Operation;
import java.io.IOException;

/** POST on a vault's archives: see {@link Archives#uploadArchive}. */
public final class UploadArchiveOperation implements Operation {
  private final Archives archives;

  /** Creates the operation. */
  public UploadArchiveOperation(Archives archives) {
    this.archives = archives;
  }

  @Override
  public Answer handle(Call call) throws IOException {
    VaultKey vault = call.vault();
    ArchiveDescription description = ArchiveHeaders.description(call);
    Archive archive = archives.uploadArchive(vault, description, ArchiveHeaders.payload(call));
    return ArchiveHeaders.created(vault, archive.id(), archive.treeHash());
  }
}
