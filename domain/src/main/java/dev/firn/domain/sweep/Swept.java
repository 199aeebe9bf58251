// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.sweep;

/**
 * What a sweep did.
 *
 * @param uploadsEnded how many idle uploads it ended
 * @param completionsForgotten how many completions it forgot
 * @param jobsEnded how many jobs that were due it ended
 * @param jobsForgotten how many jobs that had expired it forgot
 * @param contentsAbandoned how many contents it found left behind by their writers
 * @param chunksRemoved how many chunks, or whole contents, it removed
 */
public record Swept(
    int uploadsEnded,
    int completionsForgotten,
    int jobsEnded,
    int jobsForgotten,
    int contentsAbandoned,
    int chunksRemoved) {}
