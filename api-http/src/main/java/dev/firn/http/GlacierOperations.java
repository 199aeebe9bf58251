// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import dev.firn.domain.Firn;
import dev.firn.http.api.ApiOperation;
import dev.firn.http.api.Operation;
import dev.firn.http.upload.AbortMultipartUploadOperation;
import dev.firn.http.upload.InitiateMultipartUploadOperation;
import dev.firn.http.upload.ListMultipartUploadsOperation;
import dev.firn.http.vault.CreateVaultOperation;
import dev.firn.http.vault.DeleteVaultOperation;
import dev.firn.http.vault.DescribeVaultOperation;
import dev.firn.http.vault.ListVaultsOperation;
import java.util.Map;

/** Which operations there are so far. */
final class GlacierOperations {
  private GlacierOperations() {}

  static Map<ApiOperation, Operation> over(Firn firn) {
    return Map.of(
        ApiOperation.ABORT_MULTIPART_UPLOAD,
        new AbortMultipartUploadOperation(firn.multipartUploads(), firn.vaults()),
        ApiOperation.CREATE_VAULT,
        new CreateVaultOperation(firn.vaults()),
        ApiOperation.DELETE_VAULT,
        new DeleteVaultOperation(firn.vaults()),
        ApiOperation.DESCRIBE_VAULT,
        new DescribeVaultOperation(firn.vaults()),
        ApiOperation.INITIATE_MULTIPART_UPLOAD,
        new InitiateMultipartUploadOperation(firn.multipartUploads()),
        ApiOperation.LIST_MULTIPART_UPLOADS,
        new ListMultipartUploadsOperation(firn.multipartUploads(), firn.vaults()),
        ApiOperation.LIST_VAULTS,
        new ListVaultsOperation(firn.vaults()));
  }
}
