// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.example.mvstore;

import dev.firn.domain.vault.VaultKey;
import java.time.Instant;

/**
 * A content that is being written.
 *
 * @param vault the vault that its bytes are for
 * @param renewed when its writer last said so
 */
record Incoming(VaultKey vault, Instant renewed) {}
