// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.copy;

import dev.firn.domain.archive.Part;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.upload.UploadRepository;
import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Copies uploads in progress. */
final class UploadCopy {
  private final Side from;
  private final Side to;
  private final UploadRepository target;
  private final Staging staging;
  private final Tally tally;

  UploadCopy(Side from, Side to, Staging staging, Tally tally) {
    this.from = from;
    this.to = to;
    this.target = to.storage().uploads();
    this.staging = staging;
    this.tally = tally;
  }

  /** Copies the uploads of a vault that the target does not have. */
  void copy(VaultKey vault) {
    new Pairs<>(from.uploads(vault), to.uploads(vault)).forEachOfSource(this::copy, this::compare);
  }

  private void compare(MultipartUpload upload, MultipartUpload there) {
    tally.expects(-Tally.OVERHEAD_BYTES);
    if (Staging.isStaged(upload)) {
      return;
    }
    List<Part> parts = from.parts(upload);
    Difference.of(upload, parts, there, to.parts(there))
        .ifPresentOrElse(difference -> conflict(upload, difference), () -> touch(upload));
  }

  private void conflict(MultipartUpload upload, String difference) {
    tally.conflict(Origin.name(upload), upload.vault(), difference);
  }

  private void copy(MultipartUpload upload) {
    // Staged is what a copy into the source has left, and nobody's upload.
    if (Staging.isStaged(upload) || !copyAsWhole(upload)) {
      tally.expects(-Tally.OVERHEAD_BYTES);
    }
  }

  private boolean copyAsWhole(MultipartUpload upload) {
    if (target.completion(upload.vault(), upload.id()).isPresent()) {
      conflict(upload, "it was completed there");
      return false;
    }
    Origin origin = Origin.of(from, upload);
    tally.expects(origin.size());
    Instant active = lastActive(upload);
    boolean isNew = origin.parts().isEmpty() && active.equals(upload.creationDate());
    if (isNew ? taking(upload, () -> target.add(upload)) : gather(upload, origin, active)) {
      tally.upload(origin.parts().size(), origin.size());
      tally.read(Tally.OVERHEAD_BYTES);
      return true;
    }
    return false;
  }

  private boolean gather(MultipartUpload upload, Origin origin, Instant active) {
    Optional<UploadId> staged = staging.gather(origin);
    return staged.isPresent() && taking(upload, () -> target.become(staged.get(), upload, active));
  }

  /** Has the target take an upload, unless its id is not free there, though it is not listed. */
  private boolean taking(MultipartUpload upload, BooleanSupplier step) {
    try {
      if (!step.getAsBoolean()) {
        throw Carrier.gone(upload.vault());
      }
      return true;
    } catch (IllegalArgumentException idIsTaken) {
      conflict(upload, "it was completed there");
      return false;
    }
  }

  private Instant lastActive(MultipartUpload upload) {
    return from.lastActive(upload).orElse(upload.creationDate());
  }

  /** Sees to it that an upload does not expire earlier in the target than in the source. */
  private void touch(MultipartUpload upload) {
    Instant active = lastActive(upload);
    if (to.lastActive(upload).filter(active::isAfter).isPresent()) {
      target.touch(upload.vault(), upload.id(), active);
    }
  }
}
