// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.copy;

import dev.firn.domain.content.Contents;
import dev.firn.domain.id.TimeOrderedBytes;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.VaultRepository;
import java.time.Clock;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Copies all that is stored in one storage, the source, to another, the target: vaults, archives
 * and uploads in progress with all their bytes, what uploads were completed as, when uploads were
 * last active, and what is set for vaults and accounts; but no jobs, and no notices. Ids and dates
 * stay what they are, and so do markers. Nobody must use either storage meanwhile.
 *
 * <p>What is there already is not copied again, so a copy that was ended, however, is gone on with
 * by another; nothing that the target has is ever changed or deleted, save for what such a copy has
 * left. An archive, or an upload in progress, is in the target with all of its bytes or not at all:
 * its parts gather under an upload of another id first.
 *
 * <p>Bytes are hashed on the way. What is damaged in the source, and what the target has another
 * of, is told to the watcher and not copied; all else is. If a storage fails, the copy ends there.
 *
 * <p>A chunk and a page of rows are in memory at once, and the parts of one archive or upload. For
 * one thread.
 */
public final class Copy {
  private static final int AT_ONCE = 100;

  private final Side from;
  private final Side to;
  private final Contents contents;
  private final Tally tally;
  private final ArchiveCopy archives;
  private final UploadCopy uploads;
  private final CompletionCopy completions;
  private final SettingsCopy settings;
  private final Staging staging;

  /**
   * Prepares a copy; nothing is read yet.
   *
   * @param clock tells when bytes are written, so that a sweep does not take them for left behind
   * @param random makes ids of contents, which nobody has to be kept from guessing
   * @param watcher is told how it gets on
   */
  public Copy(
      Storage source, Storage target, Clock clock, RandomGenerator random, Watcher watcher) {
    TimeOrderedBytes ids = new TimeOrderedBytes(clock, random);
    from = Side.source(source);
    to = Side.target(target);
    contents = new Contents(target.contents(), ids, clock);
    tally = new Tally(watcher);
    Carrier carrier = new Carrier(contents, tally);
    staging = new Staging(to, carrier, clock, tally);
    archives = new ArchiveCopy(from, to, carrier, staging, tally);
    uploads = new UploadCopy(from, to, staging, tally);
    completions = new CompletionCopy(from, to, tally);
    settings = new SettingsCopy(from, to, tally);
  }

  /**
   * Copies what the target does not have. To be called once.
   *
   * @return what was copied; there are faults if not all was
   * @throws dev.firn.domain.error.StorageException if a storage fails, or somebody else deletes
   *     what is being copied
   */
  public Totals run() {
    tally.expects(from.size());
    from.accountsWithSettings().forEachRemaining(settings::copy);
    from.accounts().forEachRemaining(account -> from.vaults(account).forEachRemaining(this::copy));
    untilNothingIsLeft(contents::abandonStale);
    untilNothingIsLeft(contents::removeAbandoned);
    return tally.totals();
  }

  private static void untilNothingIsLeft(IntUnaryOperator step) {
    while (step.applyAsInt(AT_ONCE) > 0) {}
  }

  private void copy(Vault vault) {
    VaultKey key = vault.key();
    VaultRepository target = to.storage().vaults();
    if (target.find(key).isEmpty() && target.create(Vault.empty(key, vault.creationDate()))) {
      tally.vault();
    }
    Optional<String> difference = target.find(key).flatMap(there -> Difference.of(vault, there));
    if (difference.isPresent()) {
      tally.expects(-from.size(vault));
      tally.conflict(key, difference.get());
      return;
    }
    // First, so that whoever serves what a copy has left does not serve it without its lock.
    settings.copy(key);
    archives.copy(key);
    uploads.copy(key);
    completions.copy(key);
    staging.clear(key);
    dateInventory(vault);
  }

  /** An archive may have been deleted after all others were stored. */
  private void dateInventory(Vault vault) {
    VaultRepository target = to.storage().vaults();
    vault
        .inventory()
        .date()
        .filter(
            date ->
                target
                    .find(vault.key())
                    .flatMap(there -> there.inventory().date())
                    .map(date::isAfter)
                    .orElse(true))
        .ifPresent(date -> target.touch(vault.key(), date));
  }
}
