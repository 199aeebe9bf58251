// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.example.client;

import java.util.List;
import software.amazon.awssdk.services.glacier.GlacierClient;
import software.amazon.awssdk.services.glacier.model.UploadListElement;

/** A program that talks to Glacier: it tells what was begun to be uploaded, and never finished. */
record UnfinishedUploads(GlacierClient glacier) {
  /** Returns what the uploads of a vault are described as. */
  List<String> in(String vault) {
    return glacier.listMultipartUploadsPaginator(r -> r.vaultName(vault)).uploadsList().stream()
        .map(UploadListElement::archiveDescription)
        .toList();
  }
}
