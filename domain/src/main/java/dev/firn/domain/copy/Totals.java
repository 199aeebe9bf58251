// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.copy;

/**
 * What a copy has copied, or a comparison compared.
 *
 * @param vaults how many vaults
 * @param archives how many archives
 * @param uploads how many uploads in progress
 * @param parts how many parts of these
 * @param completions of how many uploads that were completed it is remembered
 * @param settings for how many vaults and accounts something is set
 * @param bytes how many bytes of archives and parts
 * @param faults how much could not be copied, or is not the same
 */
public record Totals(
    long vaults,
    long archives,
    long uploads,
    long parts,
    long completions,
    long settings,
    long bytes,
    long faults) {

  /** Tells whether there was nothing to copy. */
  public boolean isNothing() {
    return vaults + archives + uploads + parts + completions + settings == 0;
  }
}
