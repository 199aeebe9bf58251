// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.upload;

import dev.firn.domain.archive.Part;
import dev.firn.domain.page.Page;
import java.util.Objects;

/**
 * A page of the parts of an upload.
 *
 * @param upload the upload
 * @param page the parts, in the order of their ranges
 */
public record PartsPage(MultipartUpload upload, Page<Part> page) {

  /** Refuses null. */
  public PartsPage {
    Objects.requireNonNull(upload, "upload");
    Objects.requireNonNull(page, "page");
  }
}
