// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.VaultClient.MEBIBYTE;

import dev.firn.domain.content.TreeHash;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.glacier.GlacierClient;
import software.amazon.awssdk.services.glacier.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.glacier.model.UploadListElement;

/** A vault, by the AWS SDK; its uploads have parts of 1 MiB. */
record SdkVault(GlacierClient glacier, String name) {

  static SdkVault create(GlacierClient glacier, String name) {
    glacier.createVault(r -> r.accountId("-").vaultName(name));
    return new SdkVault(glacier, name);
  }

  /** Returns the same vault by another client. */
  SdkVault by(GlacierClient other) {
    return new SdkVault(other, name);
  }

  String initiate() {
    return glacier
        .initiateMultipartUpload(r -> r.accountId("-").vaultName(name).partSize("" + MEBIBYTE))
        .uploadId();
  }

  void abort(String upload) {
    glacier.abortMultipartUpload(r -> r.accountId("-").vaultName(name).uploadId(upload));
  }

  /** Sends a part; the first has the number 0. */
  void send(String upload, int number, byte[] bytes) {
    glacier.uploadMultipartPart(
        r ->
            r.accountId("-")
                .vaultName(name)
                .uploadId(upload)
                .range(PayloadRequest.range((long) number * MEBIBYTE, bytes.length))
                .checksum(TreeHash.of(bytes).hex()),
        RequestBody.fromBytes(bytes));
  }

  /** Returns the tree hash of each part, by its number. */
  Map<Integer, String> parts(String upload) {
    Map<Integer, String> hashes = new TreeMap<>();
    glacier
        .listPartsPaginator(r -> r.accountId("-").vaultName(name).uploadId(upload))
        .parts()
        .forEach(
            part -> {
              long first = Long.parseLong(part.rangeInBytes().split("-", -1)[0]);
              hashes.put((int) (first / MEBIBYTE), part.sha256TreeHash());
            });
    return hashes;
  }

  /** Completes an upload, and returns the archive's id. */
  String complete(String upload, long size, String treeHash) {
    return glacier
        .completeMultipartUpload(
            r ->
                r.accountId("-")
                    .vaultName(name)
                    .uploadId(upload)
                    .archiveSize("" + size)
                    .checksum(treeHash))
        .archiveId();
  }

  /** Returns the ids of all uploads, page by page. */
  List<String> walk() {
    return glacier
        .listMultipartUploadsPaginator(r -> r.accountId("-").vaultName(name))
        .uploadsList()
        .stream()
        .map(UploadListElement::multipartUploadId)
        .toList();
  }

  ListMultipartUploadsResponse page(int limit, String marker) {
    return glacier.listMultipartUploads(
        r -> r.accountId("-").vaultName(name).limit("" + limit).marker(marker));
  }

  static List<String> ids(ListMultipartUploadsResponse page) {
    return page.uploadsList().stream().map(UploadListElement::multipartUploadId).toList();
  }
}
