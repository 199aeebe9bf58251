// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.settings;

import dev.firn.domain.vault.VaultKey;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/**
 * What of a vault's settings decides who may do what to it, at one moment.
 *
 * @param accessPolicy its access policy
 * @param lockPolicy the policy of its lock, in progress or locked
 * @param tags its tags, which conditions can ask for
 */
public record PoliciesInForce(
    Optional<PolicyText> accessPolicy, Optional<PolicyText> lockPolicy, Tags tags) {
  private static final PoliciesInForce NONE =
      new PoliciesInForce(Optional.empty(), Optional.empty(), Tags.none());

  /** Refuses null. */
  public PoliciesInForce {
    Objects.requireNonNull(accessPolicy, "accessPolicy");
    Objects.requireNonNull(lockPolicy, "lockPolicy");
    Objects.requireNonNull(tags, "tags");
  }

  /** Returns what is in force where there is no vault. */
  public static PoliciesInForce none() {
    return NONE;
  }

  /**
   * Returns what is in force for a vault now; nothing, if there is no such vault.
   *
   * @throws dev.firn.domain.error.StorageException if the storage fails
   */
  public static PoliciesInForce of(SettingsRepository repository, VaultKey vault, Clock clock) {
    return repository
        .find(vault)
        .map(
            settings ->
                new PoliciesInForce(
                    settings.accessPolicy(),
                    settings.lockInForce(clock.instant()).map(VaultLock::policy),
                    settings.tags()))
        .orElse(NONE);
  }
}
