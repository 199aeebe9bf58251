/**
 * Vaults: what they are known by, the {@link dev.firn.domain.vault.VaultRepository} that stores
 * them, and the {@link dev.firn.domain.vault.Vaults} operations. Begin with a {@link
 * dev.firn.domain.vault.VaultKey}, which all operations want.
 */
package dev.firn.domain.vault;
