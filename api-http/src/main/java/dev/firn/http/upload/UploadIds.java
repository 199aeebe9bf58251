// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.upload;

import dev.firn.domain.error.ResourceNotFoundException;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.Vaults;
import dev.firn.http.api.Call;

/** Reads the id of an upload from a path. */
final class UploadIds {
  private UploadIds() {}

  /**
   * Returns the id that the path names.
   *
   * @throws ResourceNotFoundException if there is no such vault; or if there is, and the path has
   *     what cannot be an id
   */
  static UploadId of(Call call, VaultKey vault, Vaults vaults) {
    String text = call.parameter("uploadId");
    return UploadId.parse(text)
        .orElseThrow(
            () -> {
              vaults.describeVault(vault);
              return ResourceNotFoundException.multipartUpload(text);
            });
  }
}
