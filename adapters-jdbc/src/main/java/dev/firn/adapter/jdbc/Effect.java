// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

/** What became of a statement that writes one row. */
enum Effect {
  /** The row was written. */
  WRITTEN,
  /** There was no row to write. */
  NONE,
  /** A key or a foreign key stood against it; nothing was changed. */
  REFUSED
}
