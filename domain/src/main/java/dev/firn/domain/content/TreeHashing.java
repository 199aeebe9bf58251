// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.content;

import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Computes a tree hash from bytes as they come, in bounded memory. Not thread-safe.
 *
 * <p>Follows "Computing Checksums" of the developer guide.
 */
public final class TreeHashing {
  /** The size of a leaf of the tree: 1 MiB. */
  public static final int LEAF_BYTES = 1 << 20;

  private final MessageDigest leaf = Sha256.digest();
  private final TreeFold tree = new TreeFold();
  private int inLeaf;

  /** Creates a computation that has seen no bytes. */
  public TreeHashing() {}

  /** Takes in the next bytes. */
  public void update(byte[] bytes, int offset, int length) {
    int from = offset;
    int left = length;
    while (left > 0) {
      int taken = Math.min(left, LEAF_BYTES - inLeaf);
      leaf.update(bytes, from, taken);
      inLeaf += taken;
      from += taken;
      left -= taken;
      if (inLeaf == LEAF_BYTES) {
        endLeaf();
      }
    }
  }

  /** Returns the tree hash of all bytes that came. Must be called once, and last. */
  public TreeHash finish() {
    if (inLeaf > 0) {
      endLeaf();
    }
    return new TreeHash(HexFormat.of().formatHex(tree.root().orElseGet(leaf::digest)));
  }

  private void endLeaf() {
    tree.add(leaf.digest());
    inLeaf = 0;
  }
}
