// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.upload;

import dev.firn.domain.page.Page;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.MultipartUploads;
import dev.firn.domain.vault.VaultArn;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.Vaults;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.Operation;

/** GET on a vault's uploads: see {@link MultipartUploads#listMultipartUploads}. */
public final class ListMultipartUploadsOperation implements Operation {
  private final MultipartUploads uploads;
  private final Vaults vaults;

  /** Creates the operation. */
  public ListMultipartUploadsOperation(MultipartUploads uploads, Vaults vaults) {
    this.uploads = uploads;
    this.vaults = vaults;
  }

  @Override
  public Answer handle(Call call) {
    VaultKey vault = call.vault();
    Page<MultipartUpload> page =
        uploads.listMultipartUploads(vault, call.page(MultipartUploads.PAGE_MAXIMUM));
    VaultArn arn = vaults.arn(vault);
    return Answer.json(200, UploadsListJson.bytes(page, arn));
  }
}
