// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory.broken;

import dev.firn.domain.page.Scan;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.VaultDeletion;
import dev.firn.domain.vault.VaultInventory;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.VaultName;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Backends that go wrong with vaults and their inventories. */
final class BrokenVaults {
  private static final String PORT = "VaultPort";

  private BrokenVaults() {}

  static Stream<Break> all() {
    return Stream.of(
        Break.ofVaults(
                "creates a vault anew",
                PORT,
                (sound, storage) ->
                    new Vaults(sound) {
                      @Override
                      public boolean create(Vault vault) {
                        deleteIfEmpty(vault.key());
                        return super.create(vault);
                      }
                    })
            .isFailedBy(
                "is_false_for_a_taken_key_and_changes_nothing",
                "vaults, clause 1: create is false for a taken key"),
        Break.ofVaults(
                "looks whether the key is free, and then creates the vault",
                "Concurrency",
                (sound, storage) ->
                    new Vaults(sound) {
                      private final Window window = new Window();

                      @Override
                      public boolean create(Vault vault) {
                        boolean free = find(vault.key()).isEmpty();
                        window.pass();
                        super.create(vault);
                        return free;
                      }
                    })
            .isFailedBy(
                "create_is_true_for_exactly_one_of_many",
                "vaults, clause 1: exactly one created it"),
        Break.ofVaults(
                "orders names without case, as a locale does",
                PORT,
                (sound, storage) ->
                    new Vaults(sound) {
                      @Override
                      public List<Vault> scan(AccountId account, Scan<VaultName> scan) {
                        return super.scan(account, scan).stream()
                            .sorted(
                                Comparator.comparing(
                                    vault -> vault.key().name().value(),
                                    String.CASE_INSENSITIVE_ORDER))
                            .toList();
                      }
                    })
            .isFailedBy(
                "ascends_by_the_codes_of_the_names",
                "vaults, clause 3: names ascend by their ASCII codes"),
        Break.ofVaults(
                "returns an account for each of its vaults",
                PORT,
                (sound, storage) ->
                    new Vaults(sound) {
                      @Override
                      public List<AccountId> accounts(Scan<AccountId> scan) {
                        return super.accounts(scan).stream()
                            .flatMap(account -> scan(account, Scan.first(scan.max())).stream())
                            .map(vault -> vault.key().account())
                            .limit(scan.max())
                            .toList();
                      }
                    })
            .isFailedBy(
                "are_those_that_have_a_vault_each_once_and_ascending",
                "vaults, clause 4: each once, however many vaults"),
        Break.ofVaults(
                "dates the inventory of no vault",
                PORT,
                (sound, storage) ->
                    new Vaults(sound) {
                      @Override
                      public boolean touch(VaultKey key, Instant time) {
                        return find(key).isPresent();
                      }
                    })
            .isFailedBy(
                "dates_the_inventory_unless_it_has_a_later_date", "vaults, clause 5: that time"),
        Break.ofVaults(
                "deletes a vault with its uploads",
                PORT,
                (sound, storage) ->
                    new Vaults(sound) {
                      @Override
                      public VaultDeletion deleteIfEmpty(VaultKey key) {
                        storage.uploads().scan(key, Scan.first(1_000)).stream()
                            .map(MultipartUpload::id)
                            .forEach(id -> storage.uploads().remove(key, id));
                        return super.deleteIfEmpty(key);
                      }
                    })
            .isFailedBy(
                "leaves_a_vault_with_an_upload_in_progress_until_that_is_gone",
                "vaults, clause 6: "),
        Break.ofVaults(
                "counts archives, but not their bytes",
                "ArchivePort",
                (sound, storage) ->
                    new Vaults(sound) {
                      @Override
                      public Optional<Vault> find(VaultKey key) {
                        return super.find(key).map(BrokenVaults::withoutBytes);
                      }
                    })
            .isFailedBy("follows_every_change", "archives, clause 6: one was added"));
  }

  private static Vault withoutBytes(Vault vault) {
    VaultInventory inventory = vault.inventory();
    return new Vault(
        vault.key(),
        vault.creationDate(),
        new VaultInventory(inventory.archives(), 0, inventory.date()));
  }
}
