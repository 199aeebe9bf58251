// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.copy;

/**
 * Is told how a copy or a comparison gets on. Sizes are in bytes, and count 32 KiB for each archive
 * and upload besides its bytes, as Glacier does. Called by the thread that copies or compares.
 */
public interface Watcher {

  /**
   * Is told that there is more to do than was told before, or, if it is negative, less: what is
   * there already needs not be copied.
   */
  void expects(long bytes);

  /** Is told that so much more is done. */
  void did(long bytes);

  /** Is told of something that could not be copied, or that is not the same. */
  void found(Fault fault);
}
