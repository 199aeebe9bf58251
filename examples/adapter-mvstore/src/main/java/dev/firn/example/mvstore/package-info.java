// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Storage in one file, by H2's MVStore. URL: {@code mvstore:PATH}. Durable: what was acknowledged
 * is there after a kill, and on the disk. For one process at a time. A thread that is interrupted
 * while it reads or writes has the file closed, as Java has it; so has a write that fails. From
 * then on every call fails, until the storage is opened again.
 *
 * <p>How it came about, step by step: {@code docs/writing-an-adapter.md}.
 */
package dev.firn.example.mvstore;
