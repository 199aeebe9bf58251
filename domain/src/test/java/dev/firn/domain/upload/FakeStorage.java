// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.upload;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveRepository;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.content.ContentRepository;
import dev.firn.domain.job.JobRepository;
import dev.firn.domain.job.NoticeRepository;
import dev.firn.domain.page.Scan;
import dev.firn.domain.settings.SettingsRepository;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.VaultDeletion;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.VaultName;
import dev.firn.domain.vault.VaultRepository;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * As little of a storage as the domain's own tests need, for one thread; they cannot depend on an
 * adapter. Uploads have no parts here: what is done with those is tested by the contract kit, over
 * every real storage.
 */
final class FakeStorage implements Storage, VaultRepository, UploadRepository {
  private final NavigableMap<VaultKey, Vault> vaults = new TreeMap<>();
  private final NavigableMap<UploadId, MultipartUpload> uploads = new TreeMap<>();
  int scans;

  @Override
  public VaultRepository vaults() {
    return this;
  }

  @Override
  public UploadRepository uploads() {
    return this;
  }

  @Override
  public ArchiveRepository archives() {
    return unused(ArchiveRepository.class);
  }

  @Override
  public ContentRepository contents() {
    return unused(ContentRepository.class);
  }

  @Override
  public SettingsRepository settings() {
    return unused(SettingsRepository.class);
  }

  @Override
  public JobRepository jobs() {
    return unused(JobRepository.class);
  }

  @Override
  public NoticeRepository notices() {
    return unused(NoticeRepository.class);
  }

  private static <T> T unused(Class<T> port) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              throw noParts();
            }));
  }

  private static UnsupportedOperationException noParts() {
    return new UnsupportedOperationException("There is no such thing here");
  }

  private static UnsupportedOperationException noMoving() {
    return new UnsupportedOperationException("Nothing is moved here");
  }

  @Override
  public void close() {}

  @Override
  public boolean create(Vault vault) {
    return vaults.putIfAbsent(vault.key(), vault) == null;
  }

  @Override
  public Optional<Vault> find(VaultKey key) {
    return Optional.ofNullable(vaults.get(key));
  }

  @Override
  public List<Vault> scan(AccountId account, Scan<VaultName> scan) {
    return vaults.values().stream()
        .filter(vault -> vault.key().account().equals(account))
        .filter(
            vault ->
                scan.startAt().stream().allMatch(start -> start.compareTo(vault.key().name()) <= 0))
        .limit(scan.max())
        .toList();
  }

  @Override
  public List<AccountId> accounts(Scan<AccountId> scan) {
    throw noMoving();
  }

  @Override
  public boolean touch(VaultKey key, Instant time) {
    throw noMoving();
  }

  @Override
  public VaultDeletion deleteIfEmpty(VaultKey key) {
    if (uploads.values().stream().anyMatch(upload -> upload.vault().equals(key))) {
      return VaultDeletion.NOT_EMPTY;
    }
    return vaults.remove(key) == null ? VaultDeletion.ABSENT : VaultDeletion.DELETED;
  }

  @Override
  public boolean add(MultipartUpload upload) {
    return vaults.containsKey(upload.vault()) && uploads.putIfAbsent(upload.id(), upload) == null;
  }

  @Override
  public Optional<MultipartUpload> find(VaultKey vault, UploadId id) {
    return Optional.ofNullable(uploads.get(id)).filter(upload -> upload.vault().equals(vault));
  }

  @Override
  public List<MultipartUpload> scan(VaultKey vault, Scan<UploadId> scan) {
    scans++;
    return uploads.values().stream()
        .filter(upload -> upload.vault().equals(vault))
        .filter(
            upload -> scan.startAt().stream().allMatch(start -> start.compareTo(upload.id()) <= 0))
        .limit(scan.max())
        .toList();
  }

  @Override
  public boolean remove(VaultKey vault, UploadId id) {
    return find(vault, id).isPresent() && uploads.remove(id) != null;
  }

  @Override
  public Optional<Completion> completion(VaultKey vault, UploadId id) {
    return Optional.empty();
  }

  @Override
  public ContentNaming putPart(VaultKey vault, UploadId id, Part part, Instant time) {
    throw noParts();
  }

  @Override
  public List<Part> parts(VaultKey vault, UploadId id, Scan<Long> scan) {
    throw noParts();
  }

  @Override
  public OptionalLong revision(VaultKey vault, UploadId id) {
    throw noParts();
  }

  @Override
  public boolean complete(VaultKey vault, UploadId id, long revision, Archive archive) {
    throw noParts();
  }

  @Override
  public boolean touch(VaultKey vault, UploadId id, Instant time) {
    throw noParts();
  }

  @Override
  public Optional<Instant> lastActive(VaultKey vault, UploadId id) {
    throw noMoving();
  }

  @Override
  public List<CompletedUpload> completed(VaultKey vault, Scan<UploadId> scan) {
    throw noMoving();
  }

  @Override
  public boolean keepCompletion(VaultKey vault, CompletedUpload completed) {
    throw noMoving();
  }

  @Override
  public boolean become(UploadId id, MultipartUpload other, Instant active) {
    throw noMoving();
  }

  @Override
  public boolean become(UploadId id, Archive archive) {
    throw noMoving();
  }

  @Override
  public int removeIdle(Instant before, int max) {
    throw noParts();
  }

  @Override
  public int forgetCompletions(Instant before, int max) {
    throw noParts();
  }
}
