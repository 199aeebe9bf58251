// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.upload;

import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.upload.MultipartUploads;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.Vaults;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.Operation;
import dev.firn.http.archive.ArchiveHeaders;

/** POST on an upload: see {@link MultipartUploads#completeMultipartUpload}. */
public final class CompleteMultipartUploadOperation implements Operation {
  private static final String ARCHIVE_SIZE = "x-amz-archive-size";

  private final MultipartUploads uploads;
  private final Vaults vaults;

  /** Creates the operation. */
  public CompleteMultipartUploadOperation(MultipartUploads uploads, Vaults vaults) {
    this.uploads = uploads;
    this.vaults = vaults;
  }

  @Override
  public Answer handle(Call call) {
    VaultKey vault = call.vault();
    long size = size(call.requiredHeader(ARCHIVE_SIZE));
    TreeHash treeHash = ArchiveHeaders.treeHash(call);
    UploadId upload = UploadIds.of(call, vault, vaults);
    ArchiveId archive = uploads.completeMultipartUpload(vault, upload, size, treeHash);
    return ArchiveHeaders.created(vault, archive, treeHash);
  }

  private static long size(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw InvalidParameterValueException.archiveSize(
          text, "It must be the archive's size in bytes, in decimal digits.");
    }
    return Long.parseLong(text);
  }
}
