// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static java.util.Map.entry;

import dev.firn.domain.Firn;
import dev.firn.domain.archive.Archives;
import dev.firn.domain.job.Jobs;
import dev.firn.domain.upload.MultipartUploads;
import dev.firn.domain.vault.Vaults;
import dev.firn.http.accesspolicy.DeleteVaultAccessPolicyOperation;
import dev.firn.http.accesspolicy.GetVaultAccessPolicyOperation;
import dev.firn.http.accesspolicy.SetVaultAccessPolicyOperation;
import dev.firn.http.api.ApiOperation;
import dev.firn.http.api.Operation;
import dev.firn.http.archive.DeleteArchiveOperation;
import dev.firn.http.archive.UploadArchiveOperation;
import dev.firn.http.capacity.ListProvisionedCapacityOperation;
import dev.firn.http.capacity.PurchaseProvisionedCapacityOperation;
import dev.firn.http.job.DescribeJobOperation;
import dev.firn.http.job.GetJobOutputOperation;
import dev.firn.http.job.InitiateJobOperation;
import dev.firn.http.job.ListJobsOperation;
import dev.firn.http.lock.AbortVaultLockOperation;
import dev.firn.http.lock.CompleteVaultLockOperation;
import dev.firn.http.lock.GetVaultLockOperation;
import dev.firn.http.lock.InitiateVaultLockOperation;
import dev.firn.http.notification.DeleteVaultNotificationsOperation;
import dev.firn.http.notification.GetVaultNotificationsOperation;
import dev.firn.http.notification.SetVaultNotificationsOperation;
import dev.firn.http.retrieval.GetDataRetrievalPolicyOperation;
import dev.firn.http.retrieval.SetDataRetrievalPolicyOperation;
import dev.firn.http.tag.AddTagsToVaultOperation;
import dev.firn.http.tag.ListTagsForVaultOperation;
import dev.firn.http.tag.RemoveTagsFromVaultOperation;
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

/** Which class is which operation. */
final class GlacierOperations {
  private GlacierOperations() {}

  static Map<ApiOperation, Operation> over(Firn firn) {
    MultipartUploads uploads = firn.multipartUploads();
    Archives archives = firn.archives();
    Vaults vaults = firn.vaults();
    Jobs jobs = firn.jobs();
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
        entry(ApiOperation.DESCRIBE_JOB, new DescribeJobOperation(jobs, vaults)),
        entry(ApiOperation.DESCRIBE_VAULT, new DescribeVaultOperation(vaults)),
        entry(ApiOperation.GET_JOB_OUTPUT, new GetJobOutputOperation(jobs, vaults)),
        entry(ApiOperation.INITIATE_JOB, new InitiateJobOperation(jobs, archives)),
        entry(
            ApiOperation.INITIATE_MULTIPART_UPLOAD, new InitiateMultipartUploadOperation(uploads)),
        entry(ApiOperation.LIST_JOBS, new ListJobsOperation(jobs, vaults)),
        entry(
            ApiOperation.LIST_MULTIPART_UPLOADS,
            new ListMultipartUploadsOperation(uploads, vaults)),
        entry(ApiOperation.LIST_PARTS, new ListPartsOperation(uploads, vaults)),
        entry(ApiOperation.LIST_VAULTS, new ListVaultsOperation(vaults)),
        entry(ApiOperation.ADD_TAGS_TO_VAULT, new AddTagsToVaultOperation(firn.vaultTags())),
        entry(
            ApiOperation.REMOVE_TAGS_FROM_VAULT,
            new RemoveTagsFromVaultOperation(firn.vaultTags())),
        entry(ApiOperation.LIST_TAGS_FOR_VAULT, new ListTagsForVaultOperation(firn.vaultTags())),
        entry(
            ApiOperation.SET_VAULT_ACCESS_POLICY,
            new SetVaultAccessPolicyOperation(firn.vaultAccessPolicies())),
        entry(
            ApiOperation.GET_VAULT_ACCESS_POLICY,
            new GetVaultAccessPolicyOperation(firn.vaultAccessPolicies())),
        entry(
            ApiOperation.DELETE_VAULT_ACCESS_POLICY,
            new DeleteVaultAccessPolicyOperation(firn.vaultAccessPolicies())),
        entry(ApiOperation.INITIATE_VAULT_LOCK, new InitiateVaultLockOperation(firn.vaultLocks())),
        entry(ApiOperation.COMPLETE_VAULT_LOCK, new CompleteVaultLockOperation(firn.vaultLocks())),
        entry(ApiOperation.ABORT_VAULT_LOCK, new AbortVaultLockOperation(firn.vaultLocks())),
        entry(ApiOperation.GET_VAULT_LOCK, new GetVaultLockOperation(firn.vaultLocks())),
        entry(
            ApiOperation.SET_VAULT_NOTIFICATIONS,
            new SetVaultNotificationsOperation(firn.vaultNotifications())),
        entry(
            ApiOperation.GET_VAULT_NOTIFICATIONS,
            new GetVaultNotificationsOperation(firn.vaultNotifications())),
        entry(
            ApiOperation.DELETE_VAULT_NOTIFICATIONS,
            new DeleteVaultNotificationsOperation(firn.vaultNotifications())),
        entry(
            ApiOperation.PURCHASE_PROVISIONED_CAPACITY,
            new PurchaseProvisionedCapacityOperation(firn.provisionedCapacity())),
        entry(
            ApiOperation.LIST_PROVISIONED_CAPACITY,
            new ListProvisionedCapacityOperation(firn.provisionedCapacity())),
        entry(
            ApiOperation.SET_DATA_RETRIEVAL_POLICY,
            new SetDataRetrievalPolicyOperation(firn.dataRetrievalPolicies())),
        entry(
            ApiOperation.GET_DATA_RETRIEVAL_POLICY,
            new GetDataRetrievalPolicyOperation(firn.dataRetrievalPolicies())),
        entry(ApiOperation.UPLOAD_ARCHIVE, new UploadArchiveOperation(archives)),
        entry(
            ApiOperation.UPLOAD_MULTIPART_PART, new UploadMultipartPartOperation(uploads, vaults)));
  }
}
