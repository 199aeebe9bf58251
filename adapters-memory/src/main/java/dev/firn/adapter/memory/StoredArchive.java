// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.Part;
import java.util.NavigableMap;

/**
 * An archive.
 *
 * @param archive the archive
 * @param parts its parts by their first bytes, never changed any more
 */
record StoredArchive(Archive archive, NavigableMap<Long, Part> parts) {}
