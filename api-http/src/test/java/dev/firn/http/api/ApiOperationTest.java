// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The names of all operations, as the API reference lists them. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ApiOperationTest {

  @Test
  void each_operation_of_the_api_has_an_action() {
    assertEquals(
        List.of(
            "glacier:AbortMultipartUpload",
            "glacier:AbortVaultLock",
            "glacier:AddTagsToVault",
            "glacier:CompleteMultipartUpload",
            "glacier:CompleteVaultLock",
            "glacier:CreateVault",
            "glacier:DeleteArchive",
            "glacier:DeleteVault",
            "glacier:DeleteVaultAccessPolicy",
            "glacier:DeleteVaultNotifications",
            "glacier:DescribeJob",
            "glacier:DescribeVault",
            "glacier:GetDataRetrievalPolicy",
            "glacier:GetJobOutput",
            "glacier:GetVaultAccessPolicy",
            "glacier:GetVaultLock",
            "glacier:GetVaultNotifications",
            "glacier:InitiateJob",
            "glacier:InitiateMultipartUpload",
            "glacier:InitiateVaultLock",
            "glacier:ListJobs",
            "glacier:ListMultipartUploads",
            "glacier:ListParts",
            "glacier:ListProvisionedCapacity",
            "glacier:ListTagsForVault",
            "glacier:ListVaults",
            "glacier:PurchaseProvisionedCapacity",
            "glacier:RemoveTagsFromVault",
            "glacier:SetDataRetrievalPolicy",
            "glacier:SetVaultAccessPolicy",
            "glacier:SetVaultNotifications",
            "glacier:UploadArchive",
            "glacier:UploadMultipartPart"),
        Arrays.stream(ApiOperation.values()).map(ApiOperation::actionName).sorted().toList());
  }
}
