// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.upload;

import dev.firn.domain.page.PageRequest;
import dev.firn.domain.upload.MultipartUploads;
import dev.firn.domain.upload.PartsPage;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.Vaults;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.Operation;

/** GET on an upload: see {@link MultipartUploads#listParts}. */
public final class ListPartsOperation implements Operation {
  private final MultipartUploads uploads;
  private final Vaults vaults;

  /** Creates the operation. */
  public ListPartsOperation(MultipartUploads uploads, Vaults vaults) {
    this.uploads = uploads;
    this.vaults = vaults;
  }

  @Override
  public Answer handle(Call call) {
    VaultKey vault = call.vault();
    PageRequest request = call.page(MultipartUploads.PAGE_MAXIMUM);
    PartsPage page = uploads.listParts(vault, UploadIds.of(call, vault, vaults), request);
    return Answer.json(200, PartsJson.bytes(page, vaults.arn(vault)));
  }
}
