// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.upload;

import dev.firn.domain.upload.MultipartUploads;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.Vaults;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.Operation;

/** DELETE on an upload: see {@link MultipartUploads#abortMultipartUpload}. */
public final class AbortMultipartUploadOperation implements Operation {
  private final MultipartUploads uploads;
  private final Vaults vaults;

  /** Creates the operation. */
  public AbortMultipartUploadOperation(MultipartUploads uploads, Vaults vaults) {
    this.uploads = uploads;
    this.vaults = vaults;
  }

  @Override
  public Answer handle(Call call) {
    VaultKey vault = call.vault();
    uploads.abortMultipartUpload(vault, UploadIds.of(call, vault, vaults));
    return Answer.empty(204);
  }
}
