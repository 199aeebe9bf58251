// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.copy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterators;
import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.Contents;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.page.Rows;
import dev.firn.domain.settings.AccountSettings;
import dev.firn.domain.settings.VaultSettings;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.CompletedUpload;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.VaultName;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One of two storages, and what is in it, in its order.
 *
 * @param name what messages call it
 * @param storage the storage
 */
record Side(String name, Storage storage) {

  static Side source(Storage storage) {
    return new Side("the source", storage);
  }

  static Side target(Storage storage) {
    return new Side("the target", storage);
  }

  /** Returns how much there is to read, save for the parts of uploads. */
  long size() {
    long size = 0;
    Rows<AccountId, AccountId> accounts = accounts();
    while (accounts.hasNext()) {
      Rows<Vault, VaultName> vaults = vaults(accounts.next());
      while (vaults.hasNext()) {
        size += size(vaults.next());
      }
    }
    return size;
  }

  /** Returns how much there is to read of a vault, save for the parts of uploads. */
  long size(Vault vault) {
    return vault.inventory().bytes()
        + Tally.OVERHEAD_BYTES
            * (vault.inventory().archives() + Iterators.size(uploads(vault.key())));
  }

  Rows<AccountId, AccountId> accounts() {
    return new Rows<>(storage.vaults()::accounts, account -> account);
  }

  /** Returns the accounts for which something is set. */
  Rows<AccountId, AccountId> accountsWithSettings() {
    return new Rows<>(storage.settings()::accounts, account -> account);
  }

  /** Returns what is set for a vault; that of one that is not there is none. */
  VaultSettings settings(VaultKey vault) {
    return storage.settings().find(vault).orElse(VaultSettings.none());
  }

  AccountSettings settings(AccountId account) {
    return storage.settings().find(account);
  }

  Rows<Vault, VaultName> vaults(AccountId account) {
    return new Rows<>(scan -> storage.vaults().scan(account, scan), vault -> vault.key().name());
  }

  Rows<Archive, ArchiveId> archives(VaultKey vault) {
    return new Rows<>(scan -> storage.archives().scan(vault, scan), Archive::id);
  }

  Rows<MultipartUpload, UploadId> uploads(VaultKey vault) {
    return new Rows<>(scan -> storage.uploads().scan(vault, scan), MultipartUpload::id);
  }

  Rows<CompletedUpload, UploadId> completed(VaultKey vault) {
    return new Rows<>(scan -> storage.uploads().completed(vault, scan), CompletedUpload::id);
  }

  /** Returns all parts of an archive; they are 10,000 at most. */
  List<Part> parts(Archive archive) {
    return ImmutableList.copyOf(
        new Rows<Part, Long>(
            scan -> storage.archives().parts(archive.vault(), archive.id(), scan),
            part -> part.range().first()));
  }

  /** Returns all parts of an upload; they are 10,000 at most. */
  List<Part> parts(MultipartUpload upload) {
    return ImmutableList.copyOf(
        new Rows<Part, Long>(
            scan -> storage.uploads().parts(upload.vault(), upload.id(), scan),
            part -> part.range().first()));
  }

  /** Returns when an upload was last active, if it is in progress. */
  Optional<Instant> lastActive(MultipartUpload upload) {
    return storage.uploads().lastActive(upload.vault(), upload.id());
  }

  /** Tells whether an archive is there, with these parts. */
  boolean has(Archive archive, List<Part> parts) {
    return storage.archives().find(archive.vault(), archive.id()).equals(Optional.of(archive))
        && parts(archive).equals(parts);
  }

  /** Tells whether an upload is in progress there, with these parts. */
  boolean has(MultipartUpload upload, List<Part> parts) {
    return storage.uploads().find(upload.vault(), upload.id()).equals(Optional.of(upload))
        && parts(upload).equals(parts);
  }

  /**
   * Returns the bytes of a part.
   *
   * @param tally is told how many were read
   */
  InputStream bytes(VaultKey vault, Part part, Tally tally) {
    InputStream all = Contents.read(storage.contents(), vault, part.content());
    return new CountedStream(all, part.range().length(), tally);
  }

  /** Says what is wrong with the bytes of a part, if anything is. */
  Optional<String> damage(VaultKey vault, Part part, Tally tally) {
    try (InputStream bytes = bytes(vault, part, tally)) {
      return Damage.of(part, TreeHash.of(bytes));
    } catch (IOException e) {
      return Damage.of(e);
    }
  }
}
