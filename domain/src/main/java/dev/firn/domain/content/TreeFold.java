// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.content;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Folds digests into the root of their tree as they come, in the space of one digest a level. Level
 * n holds the root of 2^n of them, or nothing, as a binary counter does.
 */
final class TreeFold {
  private final MessageDigest pair = Sha256.digest();
  private final List<Optional<byte[]>> levels = new ArrayList<>();

  void add(byte[] digest) {
    byte[] carried = digest;
    int level = 0;
    for (; level < levels.size() && levels.get(level).isPresent(); level++) {
      carried = parent(levels.get(level).get(), carried);
      levels.set(level, Optional.empty());
    }
    if (level == levels.size()) {
      levels.add(Optional.empty());
    }
    levels.set(level, Optional.of(carried));
  }

  /** Returns the root: an odd one goes up unchanged. Empty if nothing was added. */
  Optional<byte[]> root() {
    Optional<byte[]> root = Optional.empty();
    for (Optional<byte[]> left : levels) {
      if (left.isPresent()) {
        root = Optional.of(root.isPresent() ? parent(left.get(), root.get()) : left.get());
      }
    }
    return root;
  }

  private byte[] parent(byte[] left, byte[] right) {
    pair.update(left);
    return pair.digest(right);
  }
}
