// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.page.Scan;
import dev.firn.domain.upload.CompletedUpload;
import dev.firn.domain.upload.Completion;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.upload.UploadRepository;
import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/** Uploads in a sorted concurrent map per vault. Idle ones are found by looking at all of them. */
final class MemoryUploadRepository implements UploadRepository {
  private static final int USUAL_PAGE = 51;

  private final StoredVaults stored;
  private final StoredContents contents;

  MemoryUploadRepository(StoredVaults stored, StoredContents contents) {
    this.stored = stored;
    this.contents = contents;
  }

  @Override
  public boolean add(MultipartUpload upload) {
    return stored.with(upload.vault(), vault -> add(vault, upload)).orElse(false);
  }

  private static boolean add(StoredVault vault, MultipartUpload upload) {
    if (vault.completions().containsKey(upload.id())
        || vault.uploads().putIfAbsent(upload.id(), new StoredUpload(upload)) != null) {
      throw stored(vault, upload.id());
    }
    return true;
  }

  private static void checkFree(StoredVault vault, UploadId id) {
    if (vault.completions().containsKey(id) || vault.uploads().containsKey(id)) {
      throw stored(vault, id);
    }
  }

  private static IllegalArgumentException stored(StoredVault vault, UploadId id) {
    return new IllegalArgumentException(
        "Upload " + id + " is stored in " + vault.vault().key() + " already");
  }

  private Optional<StoredUpload> upload(VaultKey vault, UploadId id) {
    return stored.with(vault, found -> inProgress(found, id)).flatMap(upload -> upload);
  }

  private static Optional<StoredUpload> inProgress(StoredVault vault, UploadId id) {
    return Optional.ofNullable(vault.uploads().get(id)).filter(upload -> !upload.isEnded());
  }

  @Override
  public Optional<MultipartUpload> find(VaultKey vault, UploadId id) {
    return upload(vault, id).map(StoredUpload::upload);
  }

  @Override
  public List<MultipartUpload> scan(VaultKey vault, Scan<UploadId> scan) {
    return stored
        .with(vault, found -> first(scan.max(), Rows.from(scan, found.uploads())))
        .orElse(List.of());
  }

  private static List<MultipartUpload> first(int max, Map<UploadId, StoredUpload> uploads) {
    List<MultipartUpload> rows = new ArrayList<>(Math.min(max, USUAL_PAGE));
    for (StoredUpload upload : uploads.values()) {
      if (rows.size() == max) {
        break;
      }
      if (!upload.isEnded()) {
        rows.add(upload.upload());
      }
    }
    return Collections.unmodifiableList(rows);
  }

  @Override
  public boolean remove(VaultKey vault, UploadId id) {
    return stored
        .with(
            vault,
            found ->
                inProgress(found, id)
                    .filter(StoredUpload::end)
                    .map(upload -> dropParts(found, upload))
                    .isPresent())
        .orElse(false);
  }

  private StoredUpload dropParts(StoredVault vault, StoredUpload ended) {
    vault.uploads().remove(ended.upload().id());
    contents.abandon(ended.partsOfEnded().values());
    return ended;
  }

  @Override
  public ContentNaming putPart(VaultKey vault, UploadId id, Part part, Instant time) {
    return upload(vault, id)
        .map(upload -> upload.put(part, time, contents))
        .orElse(ContentNaming.NO_OWNER);
  }

  @Override
  public List<Part> parts(VaultKey vault, UploadId id, Scan<Long> scan) {
    return upload(vault, id)
        .map(upload -> upload.parts(scan.startAt().orElse(0L), scan.max()))
        .orElse(List.of());
  }

  @Override
  public OptionalLong revision(VaultKey vault, UploadId id) {
    return upload(vault, id).stream().mapToLong(StoredUpload::revision).findFirst();
  }

  @Override
  public boolean complete(VaultKey vault, UploadId id, long revision, Archive archive) {
    return stored
        .change(
            vault,
            found ->
                inProgress(found, id)
                    .filter(
                        upload ->
                            upload.complete(
                                revision,
                                () -> {
                                  found.completions().put(id, Completion.of(archive));
                                  become(found, upload, archive);
                                }))
                    .isPresent())
        .orElse(false);
  }

  private static void become(StoredVault vault, StoredUpload upload, Archive archive) {
    vault.addArchive(new StoredArchive(archive, upload.partsOfEnded()));
    vault.uploads().remove(upload.upload().id());
  }

  @Override
  public Optional<Completion> completion(VaultKey vault, UploadId id) {
    return stored.with(vault, found -> found.completions().get(id));
  }

  @Override
  public List<CompletedUpload> completed(VaultKey vault, Scan<UploadId> scan) {
    return stored
        .with(
            vault,
            found ->
                Rows.from(scan, found.completions()).entrySet().stream()
                    .map(each -> new CompletedUpload(each.getKey(), each.getValue()))
                    .limit(scan.max())
                    .toList())
        .orElse(List.of());
  }

  @Override
  public boolean keepCompletion(VaultKey vault, CompletedUpload completed) {
    return stored
        .change(
            vault,
            found -> {
              checkFree(found, completed.id());
              found.completions().put(completed.id(), completed.completion());
              return true;
            })
        .orElse(false);
  }

  @Override
  public boolean become(UploadId id, MultipartUpload other, Instant active) {
    return stored
        .change(
            other.vault(),
            found -> {
              checkFree(found, other.id());
              Optional<StoredUpload> ended = inProgress(found, id).filter(StoredUpload::end);
              ended.ifPresent(
                  upload -> {
                    found.uploads().put(other.id(), new StoredUpload(other, active, upload));
                    found.uploads().remove(id);
                  });
              return ended.isPresent();
            })
        .orElse(false);
  }

  @Override
  public boolean become(UploadId id, Archive archive) {
    return stored
        .change(
            archive.vault(),
            found -> {
              MemoryArchiveRepository.checkFree(found, archive);
              Optional<StoredUpload> ended = inProgress(found, id).filter(StoredUpload::end);
              ended.ifPresent(upload -> become(found, upload, archive));
              return ended.isPresent();
            })
        .orElse(false);
  }

  @Override
  public Optional<Instant> lastActive(VaultKey vault, UploadId id) {
    return upload(vault, id).map(StoredUpload::lastActive);
  }

  @Override
  public boolean touch(VaultKey vault, UploadId id, Instant time) {
    return upload(vault, id).map(upload -> upload.touch(time)).orElse(false);
  }

  @Override
  public int removeIdle(Instant before, int max) {
    return count(
        max,
        vault ->
            vault.uploads().values().stream()
                .filter(upload -> upload.endIfIdle(before))
                .map(upload -> dropParts(vault, upload)));
  }

  @Override
  public int forgetCompletions(Instant before, int max) {
    return count(
        max,
        vault ->
            vault.completions().entrySet().stream()
                .filter(each -> each.getValue().date().isBefore(before))
                .filter(each -> vault.completions().remove(each.getKey()) != null));
  }

  /** Does something in all vaults, one by one, until it has been done so many times. */
  private int count(int max, Function<StoredVault, Stream<?>> doing) {
    return stored.whileOpen(all -> (int) all.values().stream().flatMap(doing).limit(max).count());
  }
}
