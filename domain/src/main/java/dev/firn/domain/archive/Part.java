// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.archive;

import dev.firn.domain.content.ContentId;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.content.TreeHash;
import java.util.Objects;

/**
 * A part of an archive, or of an upload that is to become one.
 *
 * @param range which bytes of the whole it holds
 * @param treeHash the tree hash of its bytes
 * @param content where they are stored
 */
public record Part(RangeInBytes range, TreeHash treeHash, ContentId content) {

  /** Refuses null. */
  public Part {
    Objects.requireNonNull(range, "range");
    Objects.requireNonNull(treeHash, "treeHash");
    Objects.requireNonNull(content, "content");
  }
}
