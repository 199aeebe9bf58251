// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.example.mvstore;

import dev.firn.domain.upload.MultipartUpload;
import java.time.Instant;

/**
 * An upload in progress, and what changes with it.
 *
 * @param upload the upload
 * @param revision is raised with every part
 * @param active when it was last active
 */
record StoredUpload(MultipartUpload upload, long revision, Instant active) {

  static StoredUpload begun(MultipartUpload upload) {
    return new StoredUpload(upload, 0, upload.creationDate());
  }

  /** Returns the upload after it was active once more; an older time changes nothing. */
  StoredUpload activeAt(Instant time) {
    return new StoredUpload(upload, revision, time.isAfter(active) ? time : active);
  }

  StoredUpload raised() {
    return new StoredUpload(upload, revision + 1, active);
  }
}
