// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.example.mvstore;

import dev.firn.domain.archive.Archive;

/**
 * An archive, and where its parts are.
 *
 * @param archive the archive
 * @param owner whose parts its parts are: see {@link Keys}
 */
record StoredArchive(Archive archive, String owner) {}
