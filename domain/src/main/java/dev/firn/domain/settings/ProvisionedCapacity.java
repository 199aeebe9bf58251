// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.settings;

import dev.firn.domain.error.LimitExceededException;
import dev.firn.domain.id.TimeOrderedBytes;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.Vaults;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The operations on provisioned capacity, named as the API names them. Thread-safe. Each may throw
 * {@link dev.firn.domain.error.StorageException} if the storage fails, and {@link
 * IllegalStateException} once it is closed.
 */
public final class ProvisionedCapacity {
  /** The most units that an account may have at a time. */
  public static final int MOST_UNITS = 2;

  private final StoredSettings settings;
  private final TimeOrderedBytes ids;
  private final Clock clock;

  /**
   * Creates the operations over a repository; the clock tells when a unit's month is over.
   *
   * @hidden
   */
  public ProvisionedCapacity(
      SettingsRepository repository, Vaults vaults, TimeOrderedBytes ids, Clock clock) {
    this.settings = new StoredSettings(repository, vaults);
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Purchases a unit, for a month to the second; one that begins on a day that the next month does
   * not have ends on the last day of that. Follows "Purchase Provisioned Capacity (POST
   * provisioned-capacity)".
   *
   * @throws LimitExceededException if the account has {@value #MOST_UNITS} units
   */
  public CapacityId purchaseProvisionedCapacity(AccountId account) {
    Instant now = clock.instant();
    Instant end = now.atZone(ZoneOffset.UTC).plusMonths(1).toInstant();
    CapacityUnit unit = new CapacityUnit(CapacityId.next(ids), now, end);
    settings.change(
        account,
        before -> {
          List<CapacityUnit> units = new ArrayList<>(atPresent(before));
          if (units.size() >= MOST_UNITS) {
            throw LimitExceededException.capacity(account.value(), MOST_UNITS);
          }
          units.add(unit);
          return before.withCapacity(units);
        });
    return unit.id();
  }

  /**
   * Returns the units that an account has at present, the earliest first. Follows "List Provisioned
   * Capacity (GET provisioned-capacity)".
   */
  public List<CapacityUnit> listProvisionedCapacity(AccountId account) {
    return atPresent(settings.of(account));
  }

  private List<CapacityUnit> atPresent(AccountSettings of) {
    Instant now = clock.instant();
    return of.capacity().stream().filter(unit -> now.isBefore(unit.expirationDate())).toList();
  }
}
