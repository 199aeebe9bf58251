// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static java.util.Map.entry;

import dev.firn.domain.Firn;
import dev.firn.domain.archive.Archives;
import dev.firn.domain.upload.MultipartUploads;
import dev.firn.domain.vault.Vaults;
import dev.firn.http.api.ApiOperation;
import dev.firn.http.api.Operation;
import dev.firn.http.archive.DeleteArchiveOperation;
import dev.firn.http.archive.UploadArchiveOperation;
import dev.firn.http.upload.AbortMultipartUploadOperation;
import dev.firn.http.upload.CompleteMultipartUploadOperation;
import dev.firn.http.upload.InitiateMultipartUploadOperation;
import dev.firn.http.upload.ListMultipartUploadsOperation;
import dev.firn.http.upload.ListPartsOperation;
import dev.firn.http.upload.UploadMultipartPartOperation;
import dev.firn.http.vault.CreateVaultOperation;
import dev.firn.http.vault.DeleteVaultOperation;
import dev.firn.http.vault.DescribeVaultOperation;
import dev.firn.http.vault.ListVaultsOperation;
import java.util.Map;

/** Which operations there are so far. */
final class GlacierOperations {
  private GlacierOperations() {}

  static Map<ApiOperation, Operation> over(Firn firn) {
    MultipartUploads uploads = firn.multipartUploads();
    Archives archives = firn.archives();
    Vaults vaults = firn.vaults();
    return Map.ofEntries(
        entry(
            ApiOperation.ABORT_MULTIPART_UPLOAD,
            new AbortMultipartUploadOperation(uploads, vaults)),
        entry(
            ApiOperation.COMPLETE_MULTIPART_UPLOAD,
            new CompleteMultipartUploadOperation(uploads, vaults)),
        entry(ApiOperation.CREATE_VAULT, new CreateVaultOperation(vaults)),
        entry(ApiOperation.DELETE_ARCHIVE, new DeleteArchiveOperation(archives, vaults)),
        entry(ApiOperation.DELETE_VAULT, new DeleteVaultOperation(vaults)),
        entry(ApiOperation.DESCRIBE_VAULT, new DescribeVaultOperation(vaults)),
        entry(
            ApiOperation.INITIATE_MULTIPART_UPLOAD, new InitiateMultipartUploadOperation(uploads)),
        entry(
            ApiOperation.LIST_MULTIPART_UPLOADS,
            new ListMultipartUploadsOperation(uploads, vaults)),
        entry(ApiOperation.LIST_PARTS, new ListPartsOperation(uploads, vaults)),
        entry(ApiOperation.LIST_VAULTS, new ListVaultsOperation(vaults)),
        entry(ApiOperation.UPLOAD_ARCHIVE, new UploadArchiveOperation(archives)),
        entry(
            ApiOperation.UPLOAD_MULTIPART_PART, new UploadMultipartPartOperation(uploads, vaults)));
  }
}
