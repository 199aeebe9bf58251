// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.upload;

import dev.firn.domain.archive.Part;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.page.Scan;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of an upload as they would make an archive.
 *
 * @param upload the upload
 * @param parts all its parts, in the order of their ranges
 */
record Assembly(MultipartUpload upload, List<Part> parts) {
  private static final int PARTS_AT_ONCE = 1_000;

  /** Reads all parts of an upload. */
  static Assembly of(MultipartUpload upload, UploadRepository repository) {
    List<Part> parts = new ArrayList<>();
    List<Part> read;
    do {
      long start = parts.isEmpty() ? 0 : parts.get(parts.size() - 1).range().last() + 1;
      read = repository.parts(upload.vault(), upload.id(), Scan.startingAt(start, PARTS_AT_ONCE));
      parts.addAll(read);
    } while (read.size() == PARTS_AT_ONCE);
    return new Assembly(upload, parts);
  }

  /**
   * Checks that the parts, side by side, are an archive of a size and a tree hash.
   *
   * @throws InvalidParameterValueException if they are not; it says why
   */
  void check(long archiveSize, TreeHash treeHash) {
    if (parts.isEmpty()) {
      throw InvalidParameterValueException.archiveSize(
          Long.toString(archiveSize), "The upload has no parts.");
    }
    long end = 0;
    for (Part part : parts) {
      if (part.range().first() != end) {
        throw InvalidParameterValueException.missingRange(
            new RangeInBytes(end, part.range().first() - 1).toString());
      }
      end = part.range().last() + 1;
    }
    if (end != archiveSize) {
      throw InvalidParameterValueException.archiveSize(
          Long.toString(archiveSize), "The sizes of the parts add up to " + end + ".");
    }
    TreeHash computed = TreeHash.combined(parts.stream().map(Part::treeHash).toList());
    if (!computed.equals(treeHash)) {
      throw InvalidParameterValueException.archiveTreeHash(treeHash.hex(), computed.hex());
    }
  }
}
