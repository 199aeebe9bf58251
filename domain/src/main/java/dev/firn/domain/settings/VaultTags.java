// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.settings;

import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.Vaults;
import java.util.Collection;
import java.util.Map;

/**
 * The operations on the tags of vaults, named as the API names them. Thread-safe. Each may throw
 * {@link dev.firn.domain.error.ResourceNotFoundException} if there is no such vault, {@link
 * dev.firn.domain.error.StorageException} if the storage fails, and {@link IllegalStateException}
 * once it is closed.
 */
public final class VaultTags {
  /** The most tags that are added or removed at once. */
  public static final int MOST_AT_ONCE = 10;

  private final StoredSettings settings;

  /**
   * Creates the operations over a repository.
   *
   * @hidden
   */
  public VaultTags(SettingsRepository repository, Vaults vaults) {
    this.settings = new StoredSettings(repository, vaults);
  }

  /**
   * Adds tags; who has a key already gets the new value. All are added, or none. Follows "Add Tags
   * To Vault (POST tags add)".
   *
   * @param tags the values by their keys, 1 to {@value #MOST_AT_ONCE}
   * @throws InvalidParameterValueException if there are none or too many, or one is not allowed:
   *     see {@link Tags}
   * @throws dev.firn.domain.error.LimitExceededException if the vault would have more than {@value
   *     Tags#MOST}
   */
  public void addTagsToVault(VaultKey vault, Map<String, String> tags) {
    checkCount(tags.size());
    settings.change(vault, before -> before.with(before.tags().with(tags)));
  }

  /**
   * Removes tags, which need not be there. Follows "Remove Tags From Vault (POST tags remove)".
   *
   * @param keys the keys, 1 to {@value #MOST_AT_ONCE}
   * @throws InvalidParameterValueException if there are none or too many
   */
  public void removeTagsFromVault(VaultKey vault, Collection<String> keys) {
    checkCount(keys.size());
    settings.change(vault, before -> before.with(before.tags().without(keys)));
  }

  private static void checkCount(int count) {
    if (count < 1 || count > MOST_AT_ONCE) {
      throw InvalidParameterValueException.tagCount(count, MOST_AT_ONCE);
    }
  }

  /** Returns a vault's tags. Follows "List Tags For Vault (GET tags)". */
  public Tags listTagsForVault(VaultKey vault) {
    return settings.of(vault).tags();
  }
}
