// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.job;

/** What became of an attempt to add a job. */
public enum JobAddition {
  /** The job is stored. */
  ADDED,
  /** There is no such vault; nothing was changed. */
  NO_VAULT,
  /** The archive that it is to retrieve is not in the vault; nothing was changed. */
  NO_ARCHIVE
}
