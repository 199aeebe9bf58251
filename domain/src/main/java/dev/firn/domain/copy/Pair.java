// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.copy;

import java.util.Optional;

/**
 * What two storages have at the same position of a listing: at least one of them has something.
 *
 * @param from what the source has
 * @param to what the target has
 * @param <T> what is listed
 */
record Pair<T>(Optional<T> from, Optional<T> to) {}
