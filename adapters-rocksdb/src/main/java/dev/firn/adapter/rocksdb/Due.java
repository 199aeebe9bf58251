// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

/** What an upload's key is noted for in {@link Family#DUE}. */
enum Due {
  /** It was last active at that time. */
  ACTIVE('a'),
  /** It was completed at that time. */
  COMPLETED('c');

  private final char code;

  Due(char code) {
    this.code = code;
  }

  byte code() {
    return (byte) code;
  }
}
