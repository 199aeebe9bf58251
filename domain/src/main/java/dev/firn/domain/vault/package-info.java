/**
 * Vaults: what they are known by, the {@link dev.firn.domain.vault.VaultRepository} that stores
 * them, and the {@link dev.firn.domain.vault.Vaults} operations.
 */
package dev.firn.domain.vault;
