// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

/** What the key of an upload, a job or a notice is noted for in {@link Family#DUE}. */
enum Due {
  /** The upload was last active at that time. */
  ACTIVE('a'),
  /** The upload was completed at that time. */
  COMPLETED('c'),
  /** The job is to be over at that time. */
  JOB('j'),
  /** The job, which is over, is to be forgotten at that time. */
  JOB_EXPIRES('x'),
  /** The notice is to be delivered at that time. */
  NOTICE('n');

  private final char code;

  Due(char code) {
    this.code = code;
  }

  byte code() {
    return (byte) code;
  }
}
