// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.settings;

import dev.firn.domain.error.AccessDeniedException;
import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.error.ResourceNotFoundException;
import dev.firn.domain.id.TimeOrderedBytes;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.Vaults;
import java.time.Clock;
import java.util.Optional;

/**
 * The operations on vault locks, named as the API names them. Thread-safe. Each may throw {@link
 * ResourceNotFoundException} if there is no such vault, {@link
 * dev.firn.domain.error.StorageException} if the storage fails, and {@link IllegalStateException}
 * once it is closed.
 *
 * <pre>
 *            initiate                     complete
 *   (none) ------------> in progress ------------------> locked, for ever
 *      ^                      |
 *      +-- abort, or 24 hours +
 * </pre>
 *
 * <p>The policy is in force from when it is in progress.
 */
public final class VaultLocks {
  private final StoredSettings settings;
  private final Vaults vaults;
  private final TimeOrderedBytes ids;
  private final Clock clock;

  /**
   * Creates the operations over a repository; the clock tells when a lock's time is over.
   *
   * @hidden
   */
  public VaultLocks(
      SettingsRepository repository, Vaults vaults, TimeOrderedBytes ids, Clock clock) {
    this.settings = new StoredSettings(repository, vaults);
    this.vaults = vaults;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Begins to lock a vault. That the text is a policy is for the caller to have checked. Follows
   * "Initiate Vault Lock (POST lock-policy)".
   *
   * @return the id that completes the lock, within 24 hours
   * @throws AccessDeniedException if the vault has a lock already, in progress or locked
   */
  public LockId initiateVaultLock(VaultKey vault, PolicyText policy) {
    VaultLock lock =
        new VaultLock(LockId.next(ids), policy, clock.instant(), LockState.IN_PROGRESS);
    settings.change(
        vault,
        before -> {
          inForce(before)
              .ifPresent(
                  other -> {
                    throw AccessDeniedException.vaultLock(
                        "The vault has a lock already, which is "
                            + other.state().apiName()
                            + ". Only one that is InProgress can be aborted.");
                  });
          return before.withLock(Optional.of(lock));
        });
    return lock.id();
  }

  /**
   * Locks a vault, for ever. Completing again does nothing. Follows "Complete Vault Lock (POST
   * lockId)".
   *
   * @param id what initiating gave, or any other text
   * @throws ResourceNotFoundException also if there is no lock, or its time is over
   * @throws InvalidParameterValueException if the id is not that of the lock in progress
   * @throws AccessDeniedException if the vault is locked by another
   */
  public void completeVaultLock(VaultKey vault, String id) {
    settings.change(
        vault,
        before -> {
          VaultLock lock = inForce(before).orElseThrow(() -> notFound(vault));
          if (lock.id().text().equals(id)) {
            return before.withLock(Optional.of(lock.locked()));
          }
          throw lock.state() == LockState.LOCKED
              ? AccessDeniedException.vaultLock(
                  "The vault is Locked already, by another lock than " + id + ".")
              : InvalidParameterValueException.lockId(id);
        });
  }

  /**
   * Takes away a lock that is in progress, if there is one. Follows "Abort Vault Lock (DELETE
   * lock-policy)".
   *
   * @throws AccessDeniedException if the vault is locked
   */
  public void abortVaultLock(VaultKey vault) {
    settings.change(
        vault,
        before -> {
          inForce(before)
              .filter(lock -> lock.state() == LockState.LOCKED)
              .ifPresent(
                  lock -> {
                    throw AccessDeniedException.vaultLock(
                        "The vault is Locked, which nobody can undo.");
                  });
          return before.withLock(Optional.empty());
        });
  }

  /**
   * Returns a vault's lock. Follows "Get Vault Lock (GET lock-policy)".
   *
   * @throws ResourceNotFoundException also if there is none, or its time is over
   */
  public VaultLock getVaultLock(VaultKey vault) {
    return inForce(settings.of(vault)).orElseThrow(() -> notFound(vault));
  }

  private Optional<VaultLock> inForce(VaultSettings settings) {
    return settings.lockInForce(clock.instant());
  }

  private ResourceNotFoundException notFound(VaultKey vault) {
    return ResourceNotFoundException.notSet("vault lock", vaults.arn(vault).toString());
  }
}
