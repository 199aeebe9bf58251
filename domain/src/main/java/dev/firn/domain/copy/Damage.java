// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.copy;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.TreeHash;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Says what is wrong with bytes, as it follows upon what they are the bytes of. */
final class Damage {
  private Damage() {}

  /** Compares the tree hash of the bytes that were read with that of the part. */
  static Optional<String> of(Part part, TreeHash read) {
    return read.equals(part.treeHash())
        ? Optional.empty()
        : Optional.of(other(read, part.treeHash()));
  }

  /** Tells of bytes that could not be read. */
  static Optional<String> of(IOException failure) {
    return Optional.of(String.valueOf(failure.getMessage()));
  }

  /** Compares the parts of an archive with what is said of it. */
  static Optional<String> of(Archive archive, List<Part> parts) {
    long end = 0;
    for (Part part : parts) {
      if (part.range().first() != end) {
        return Optional.of("there is no part that begins at byte " + end);
      }
      end = part.range().last() + 1;
    }
    if (end != archive.size()) {
      return Optional.of("its parts have " + end + " of its " + archive.size() + " bytes");
    }
    TreeHash combined = TreeHash.combined(parts.stream().map(Part::treeHash).toList());
    return combined.equals(archive.treeHash())
        ? Optional.empty()
        : Optional.of(other(combined, archive.treeHash()));
  }

  private static String other(TreeHash found, TreeHash right) {
    return "its tree hash is " + found + " instead of " + right;
  }
}
