// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.upload;

import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.upload.MultipartUploads;
import dev.firn.domain.upload.PartSize;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.vault.VaultKey;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.Operation;
import dev.firn.http.archive.ArchiveHeaders;

/** POST on a vault's uploads: see {@link MultipartUploads#initiateMultipartUpload}. */
public final class InitiateMultipartUploadOperation implements Operation {
  private final MultipartUploads uploads;

  /** Creates the operation. */
  public InitiateMultipartUploadOperation(MultipartUploads uploads) {
    this.uploads = uploads;
  }

  @Override
  public Answer handle(Call call) {
    VaultKey vault = call.vault();
    PartSize partSize = PartSize.parse(call.header("x-amz-part-size").orElse("null"));
    ArchiveDescription description = ArchiveHeaders.description(call);
    UploadId id = uploads.initiateMultipartUpload(vault, partSize, description).id();
    return Answer.empty(201)
        .with(
            "Location",
            "/" + vault.account() + "/vaults/" + vault.name() + "/multipart-uploads/" + id)
        .with("x-amz-multipart-upload-id", id.text());
  }
}
