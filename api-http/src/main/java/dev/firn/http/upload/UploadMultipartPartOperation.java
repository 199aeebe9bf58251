// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.upload;

import dev.firn.domain.content.Payload;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.upload.MultipartUploads;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.Vaults;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.Operation;
import dev.firn.http.archive.ArchiveHeaders;
import java.io.IOException;

/** PUT on an upload: see {@link MultipartUploads#uploadMultipartPart}. */
public final class UploadMultipartPartOperation implements Operation {
  private final MultipartUploads uploads;
  private final Vaults vaults;

  /** Creates the operation. */
  public UploadMultipartPartOperation(MultipartUploads uploads, Vaults vaults) {
    this.uploads = uploads;
    this.vaults = vaults;
  }

  @Override
  public Answer handle(Call call) throws IOException {
    VaultKey vault = call.vault();
    RangeInBytes range = ContentRange.parse(call.requiredHeader("Content-Range"));
    Payload payload = ArchiveHeaders.payload(call);
    UploadId id = UploadIds.of(call, vault, vaults);
    TreeHash treeHash = uploads.uploadMultipartPart(vault, id, range, payload);
    return Answer.empty(204).with(ArchiveHeaders.TREE_HASH, treeHash.hex());
  }
}
