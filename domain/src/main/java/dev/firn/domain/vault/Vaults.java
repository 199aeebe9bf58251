// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.vault;

import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.error.LimitExceededException;
import dev.firn.domain.error.ResourceNotFoundException;
import dev.firn.domain.page.Marker;
import dev.firn.domain.page.Page;
import dev.firn.domain.page.PageRequest;
import dev.firn.domain.page.Scan;
import java.time.Clock;
import java.util.Optional;

/**
 * The operations on vaults, named as the API names them. Thread-safe. Each may throw {@link
 * dev.firn.domain.error.StorageException} if the storage fails, and {@link IllegalStateException}
 * once it is closed.
 */
public final class Vaults {
  /**
   * The most vaults that an account may have. Callers who create at the same moment may exceed it
   * by a few.
   */
  public static final int MOST_VAULTS = 1_000;

  /** The most vaults on a page of {@link #listVaults}. */
  public static final int PAGE_MAXIMUM = 10;

  private final VaultRepository repository;
  private final Region region;
  private final Clock clock;
  private final InventoryView inventories;

  /**
   * Creates the operations over a repository; the clock dates new vaults.
   *
   * @param inventories which inventories are shown
   * @hidden
   */
  public Vaults(VaultRepository repository, Region region, Clock clock, InventoryView inventories) {
    this.inventories = inventories;
    this.repository = repository;
    this.region = region;
    this.clock = clock;
  }

  /**
   * Creates a vault. Does nothing if there is such a vault already. Follows "Create Vault (PUT
   * vault)".
   *
   * @throws LimitExceededException if the account has {@value #MOST_VAULTS} vaults
   */
  public void createVault(VaultKey key) {
    if (repository.find(key).isPresent()) {
      return;
    }
    if (repository.scan(key.account(), Scan.first(MOST_VAULTS)).size() == MOST_VAULTS) {
      throw LimitExceededException.vaults(key.account().value(), MOST_VAULTS);
    }
    repository.create(Vault.empty(key, clock.instant()));
  }

  /**
   * Returns a vault. Follows "Describe Vault (GET vault)".
   *
   * @throws ResourceNotFoundException if there is no such vault
   */
  public Vault describeVault(VaultKey key) {
    return shown(repository.find(key).orElseThrow(() -> notFound(key)));
  }

  private Vault shown(Vault present) {
    return new Vault(
        present.key(),
        present.creationDate(),
        inventories.of(present).orElse(VaultInventory.empty()));
  }

  /**
   * Returns a vault with what is in it at present, whatever inventory is shown; empty if there is
   * no such one. No page of the API.
   *
   * @hidden
   */
  public Optional<Vault> find(VaultKey key) {
    return repository.find(key);
  }

  /**
   * Returns a page of an account's vaults in ASCII order of their names; at most {@value
   * #PAGE_MAXIMUM}. A page's marker is the ARN of the vault that the next page begins with. Follows
   * "List Vaults (GET vaults)".
   *
   * @throws InvalidParameterValueException if the marker is not the ARN of a vault in this region
   *     and account
   */
  public Page<Vault> listVaults(AccountId account, PageRequest request) {
    return Page.read(
        request,
        PAGE_MAXIMUM,
        marker ->
            VaultArn.parse(marker.text(), region, account)
                .orElseThrow(() -> InvalidParameterValueException.marker(marker.text())),
        scan -> repository.scan(account, scan).stream().map(this::shown).toList(),
        vault -> new Marker(arn(vault.key()).toString()));
  }

  /**
   * Deletes an empty vault. Does nothing if there is no such vault. Follows "Delete Vault (DELETE
   * vault)".
   *
   * @throws InvalidParameterValueException if an archive is in the vault, or an upload in progress;
   *     or if inventories are taken daily, and an archive was in the last, or the vault was written
   *     to since
   */
  public void deleteVault(VaultKey key) {
    boolean isShownEmpty = repository.find(key).map(this::isShownEmpty).orElse(true);
    if (!isShownEmpty || repository.deleteIfEmpty(key) == VaultDeletion.NOT_EMPTY) {
      throw InvalidParameterValueException.vaultNotEmpty(arn(key).toString());
    }
  }

  private boolean isShownEmpty(Vault present) {
    VaultInventory shown = inventories.of(present).orElse(VaultInventory.empty());
    boolean isUnchanged =
        shown.equals(present.inventory())
            || present
                .inventory()
                .date()
                .map(written -> shown.date().filter(taken -> taken.isAfter(written)).isPresent())
                .orElse(true);
    return shown.archives() == 0 && isUnchanged;
  }

  /**
   * Returns the answer to who asks for something of a vault that is not there.
   *
   * @hidden
   */
  public ResourceNotFoundException notFound(VaultKey key) {
    return ResourceNotFoundException.vault(arn(key).toString());
  }

  /** Returns this Firn's region. */
  public Region region() {
    return region;
  }

  /** Returns the vault's ARN in this Firn's region, whether there is such a vault or not. */
  public VaultArn arn(VaultKey key) {
    return new VaultArn(region, key);
  }
}
