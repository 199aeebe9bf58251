// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.copy;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.settings.AccountSettings;
import dev.firn.domain.settings.VaultSettings;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.CompletedUpload;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.VaultKey;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Compares what a {@link Copy} copies between two storages: vaults, archives, uploads in progress
 * and what uploads were completed as, with their dates; what is set for vaults and accounts; and
 * reads all bytes of both, to see that they have the tree hashes that they should have. Changes
 * nothing. Nobody must use either storage meanwhile.
 *
 * <p>As much is in memory as for a {@link Copy}. For one thread.
 */
public final class Comparison {
  private final Side from;
  private final Side to;
  private final Tally tally;

  /**
   * Prepares a comparison; nothing is read yet.
   *
   * @param source the storage that faults call the source
   * @param target the storage that faults call the target
   * @param watcher is told how it gets on, and what is not the same
   */
  public Comparison(Storage source, Storage target, Watcher watcher) {
    from = Side.source(source);
    to = Side.target(target);
    tally = new Tally(watcher);
  }

  /**
   * Compares the two. To be called once.
   *
   * @return how much both have; there are no faults if all is the same
   * @throws dev.firn.domain.error.StorageException if a storage fails
   */
  public Totals run() {
    tally.expects(from.size() + to.size());
    new Pairs<>(from.accountsWithSettings(), to.accountsWithSettings())
        .forEachRemaining(pair -> compareSettings(pair.from().or(pair::to).orElseThrow()));
    new Pairs<>(from.accounts(), to.accounts())
        .forEachRemaining(pair -> compareAccount(pair.from().or(pair::to).orElseThrow()));
    return tally.totals();
  }

  private void compareSettings(AccountId account) {
    compareSettings(
        SettingsCopy.name(account),
        from.settings(account).equals(AccountSettings.none()),
        Difference.of(from.settings(account), to.settings(account)));
  }

  private void compareSettings(VaultKey vault) {
    compareSettings(
        SettingsCopy.name(vault),
        from.settings(vault).equals(VaultSettings.none()),
        Difference.of(from.settings(vault), to.settings(vault)));
  }

  private void compareSettings(String what, boolean isNothing, Optional<String> difference) {
    difference.ifPresent(each -> differs(what, each));
    if (!isNothing) {
      tally.settings();
    }
  }

  private void compareAccount(AccountId account) {
    new Pairs<>(from.vaults(account), to.vaults(account))
        .forEachRemaining(pair -> compare(pair, Comparison::name, Side::size, this::compareVaults));
  }

  /** A size of something that is stored. */
  private interface Size<T> {
    long of(Side side, T stored);
  }

  /**
   * Compares what both have, and tells of what only one has.
   *
   * @param size what is not read of something that only one has
   */
  private <T> void compare(
      Pair<T> pair, Function<T, String> name, Size<T> size, BiConsumer<T, T> both) {
    if (pair.from().isPresent() && pair.to().isPresent()) {
      both.accept(pair.from().get(), pair.to().get());
    } else {
      Side side = pair.from().isPresent() ? from : to;
      T lone = pair.from().or(pair::to).orElseThrow();
      tally.expects(-size.of(side, lone));
      differs(name.apply(lone), "it is in " + side.name() + " only");
    }
  }

  private void differs(String what, String difference) {
    tally.fault(Fault.Kind.DIFFERENT, what + " differs: " + difference);
  }

  private static String name(Vault vault) {
    return "vault " + vault.key();
  }

  private void compareVaults(Vault vault, Vault other) {
    VaultKey key = vault.key();
    Difference.of(vault, other).ifPresent(each -> differs(name(vault), each));
    Difference.ofInventories(vault, other).ifPresent(each -> differs(name(vault), each));
    compareSettings(key);
    new Pairs<>(from.archives(key), to.archives(key))
        .forEachRemaining(
            pair ->
                compare(
                    pair,
                    archive -> Origin.name(archive) + " in " + key,
                    (side, archive) -> archive.size() + Tally.OVERHEAD_BYTES,
                    this::compareArchives));
    new Pairs<>(from.uploads(key), to.uploads(key)).forEachRemaining(this::compareUploads);
    new Pairs<>(from.completed(key), to.completed(key))
        .forEachRemaining(
            pair ->
                compare(
                    pair,
                    completed -> CompletionCopy.name(completed) + " in " + key,
                    (side, completed) -> 0,
                    (completed, there) -> compareCompletions(key, completed, there)));
    tally.vault();
  }

  private void compareArchives(Archive archive, Archive there) {
    Origin one = Origin.of(from, archive);
    Origin other = Origin.of(to, there);
    Difference.of(archive, one.parts(), there, other.parts())
        .ifPresent(difference -> differs(one.toString(), difference));
    Damage.of(archive, one.parts()).ifPresent(damage -> one.tell(damage, tally));
    Damage.of(there, other.parts()).ifPresent(damage -> other.tell(damage, tally));
    one.check(tally);
    other.check(tally);
    tally.archive(archive.size());
    tally.read(2 * Tally.OVERHEAD_BYTES);
  }

  private void compareUploads(Pair<MultipartUpload> pair) {
    // What a copy into the source has left is nobody's upload.
    Pair<MultipartUpload> known =
        new Pair<>(pair.from().filter(upload -> !Staging.isStaged(upload)), pair.to());
    if (!known.equals(pair)) {
      tally.expects(-Tally.OVERHEAD_BYTES);
    }
    if (known.from().isEmpty() && known.to().isEmpty()) {
      return;
    }
    compare(
        known,
        upload ->
            Origin.name(upload)
                + " in "
                + upload.vault()
                + (Staging.isStaged(upload) ? ", which a copy that has not ended has left," : ""),
        (side, upload) -> Tally.OVERHEAD_BYTES,
        this::compareUploads);
  }

  private void compareUploads(MultipartUpload upload, MultipartUpload there) {
    Origin one = Origin.of(from, upload);
    Origin other = Origin.of(to, there);
    tally.expects(one.size() + other.size());
    Difference.of(upload, one.parts(), there, other.parts())
        .or(() -> Difference.ofActivity(from.lastActive(upload), to.lastActive(there)))
        .ifPresent(difference -> differs(one.toString(), difference));
    one.check(tally);
    other.check(tally);
    tally.upload(one.parts().size(), one.size());
    tally.read(2 * Tally.OVERHEAD_BYTES);
  }

  private void compareCompletions(
      VaultKey vault, CompletedUpload completed, CompletedUpload there) {
    Difference.of(completed, there)
        .ifPresent(each -> differs(CompletionCopy.name(completed) + " in " + vault, each));
    tally.completion();
  }
}
