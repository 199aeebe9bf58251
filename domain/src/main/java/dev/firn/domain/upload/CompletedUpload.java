// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.upload;

import java.util.Objects;

/**
 * An upload that was completed, as long as that is remembered.
 *
 * @param id the upload's id
 * @param completion what it was completed as
 */
public record CompletedUpload(UploadId id, Completion completion) {

  /** Refuses null. */
  public CompletedUpload {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(completion, "completion");
  }
}
