/**
 * What is set for vaults and accounts: tags, access policies, locks, notifications, provisioned
 * capacity and data retrieval policies. Begin with {@link dev.firn.domain.settings.VaultSettings}.
 */
package dev.firn.domain.settings;
