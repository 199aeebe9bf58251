// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.example.mvstore;

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
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.h2.mvstore.MVMap;

/** Uploads in progress, and what uploads were completed as; both are noted by time as well. */
final class MvUploadRepository implements UploadRepository {
  private final Engine engine;
  private final Tables tables;
  private final Parts parts;
  private final MvArchiveRepository archives;

  MvUploadRepository(Engine engine, Tables tables, Parts parts, MvArchiveRepository archives) {
    this.engine = engine;
    this.tables = tables;
    this.parts = parts;
    this.archives = archives;
  }

  @Override
  public boolean add(MultipartUpload upload) {
    return engine.change(
        "add upload " + upload.id(),
        () -> {
          if (!hasVault(upload.vault())) {
            return false;
          }
          checkFree(upload.vault(), upload.id());
          begin(StoredUpload.begun(upload));
          return true;
        });
  }

  private boolean hasVault(VaultKey vault) {
    return tables.vaults().containsKey(Keys.vault(vault));
  }

  /** Checks that an upload can be added: what was one, even long ago, may be an archive's parts. */
  private void checkFree(VaultKey vault, UploadId id) {
    checkNotKnown(vault, id);
    if (parts.has(vault, id.text())) {
      throw isStored(vault, id);
    }
  }

  private void checkNotKnown(VaultKey vault, UploadId id) {
    String key = Keys.in(vault, id.text());
    if (tables.uploads().containsKey(key) || tables.completions().containsKey(key)) {
      throw isStored(vault, id);
    }
  }

  private static IllegalArgumentException isStored(VaultKey vault, UploadId id) {
    return new IllegalArgumentException("Upload " + id + " is stored in " + vault + " already");
  }

  private void begin(StoredUpload stored) {
    String key = key(stored);
    tables.uploads().put(key, Values.of(stored));
    tables.idle().put(Keys.at(stored.active(), key), "");
  }

  private void end(StoredUpload stored) {
    String key = key(stored);
    tables.uploads().remove(key);
    tables.idle().remove(Keys.at(stored.active(), key));
  }

  private void replace(StoredUpload before, StoredUpload after) {
    end(before);
    begin(after);
  }

  private static String key(StoredUpload stored) {
    return Keys.in(stored.upload().vault(), stored.upload().id().text());
  }

  private Optional<StoredUpload> stored(VaultKey vault, UploadId id) {
    String key = Keys.in(vault, id.text());
    return Optional.ofNullable(tables.uploads().get(key))
        .map(value -> Values.upload(vault, key, value));
  }

  private Optional<StoredUpload> read(VaultKey vault, UploadId id) {
    return engine.read("find upload " + id, () -> stored(vault, id));
  }

  @Override
  public Optional<MultipartUpload> find(VaultKey vault, UploadId id) {
    return read(vault, id).map(StoredUpload::upload);
  }

  @Override
  public List<MultipartUpload> scan(VaultKey vault, Scan<UploadId> scan) {
    return engine.read(
        "list uploads of " + vault,
        () ->
            Tables.scan(
                tables.uploads(),
                vault,
                scan.startAt().map(UploadId::text),
                scan.max(),
                (key, value) -> Values.upload(vault, key, value).upload()));
  }

  @Override
  public boolean remove(VaultKey vault, UploadId id) {
    return engine.change(
        "remove upload " + id,
        () -> {
          Optional<StoredUpload> found = stored(vault, id);
          found.ifPresent(this::remove);
          return found.isPresent();
        });
  }

  private void remove(StoredUpload stored) {
    end(stored);
    parts.remove(stored.upload().vault(), stored.upload().id().text());
  }

  @Override
  public ContentNaming putPart(VaultKey vault, UploadId id, Part part, Instant time) {
    return engine.change(
        "store part " + part.range() + " of upload " + id,
        () -> {
          Optional<StoredUpload> found = stored(vault, id);
          if (found.isEmpty()) {
            return ContentNaming.NO_OWNER;
          }
          if (!parts.put(vault, id.text(), part)) {
            return ContentNaming.NO_CONTENT;
          }
          replace(found.get(), found.get().raised().activeAt(time));
          return ContentNaming.NAMED;
        });
  }

  @Override
  public List<Part> parts(VaultKey vault, UploadId id, Scan<Long> scan) {
    return engine.read(
        "list parts of upload " + id,
        () -> stored(vault, id).isEmpty() ? List.of() : parts.scan(vault, id.text(), scan));
  }

  @Override
  public OptionalLong revision(VaultKey vault, UploadId id) {
    return read(vault, id).stream().mapToLong(StoredUpload::revision).findFirst();
  }

  @Override
  public boolean complete(VaultKey vault, UploadId id, long revision, Archive archive) {
    return engine.change(
        "complete upload " + id,
        () -> {
          Optional<StoredUpload> found =
              stored(vault, id).filter(stored -> stored.revision() == revision);
          found.ifPresent(
              stored -> {
                end(stored);
                archives.put(new StoredArchive(archive, id.text()));
                keep(vault, new CompletedUpload(id, Completion.of(archive)));
              });
          return found.isPresent();
        });
  }

  private void keep(VaultKey vault, CompletedUpload completed) {
    String key = Keys.in(vault, completed.id().text());
    tables.completions().put(key, Values.of(completed.completion()));
    tables.completed().put(Keys.at(completed.completion().date(), key), "");
  }

  @Override
  public Optional<Completion> completion(VaultKey vault, UploadId id) {
    String key = Keys.in(vault, id.text());
    return engine.read(
        "find the completion of upload " + id,
        () ->
            Optional.ofNullable(tables.completions().get(key))
                .map(value -> Values.completion(key, value)));
  }

  @Override
  public boolean touch(VaultKey vault, UploadId id, Instant time) {
    return engine.change(
        "touch upload " + id,
        () -> {
          Optional<StoredUpload> found = stored(vault, id);
          found.ifPresent(stored -> replace(stored, stored.activeAt(time)));
          return found.isPresent();
        });
  }

  @Override
  public Optional<Instant> lastActive(VaultKey vault, UploadId id) {
    return read(vault, id).map(StoredUpload::active);
  }

  @Override
  public int removeIdle(Instant before, int max) {
    return engine.change(
        "remove idle uploads",
        () -> {
          List<String> idle = notedBefore(tables.idle(), before, max);
          idle.forEach(noted -> remove(noted(noted)));
          return idle.size();
        });
  }

  private StoredUpload noted(String noted) {
    String key = Keys.noted(noted);
    return Values.upload(Keys.vault(key), key, tables.uploads().get(key));
  }

  /** Returns the keys of what is noted for a time before another. */
  private static List<String> notedBefore(MVMap<String, String> map, Instant before, int max) {
    return Tables.scan(map, Keys.FIRST, Keys.at(before, ""), max, (key, value) -> key);
  }

  @Override
  public List<CompletedUpload> completed(VaultKey vault, Scan<UploadId> scan) {
    return engine.read(
        "list completions in " + vault,
        () ->
            Tables.scan(
                tables.completions(),
                vault,
                scan.startAt().map(UploadId::text),
                scan.max(),
                (key, value) ->
                    new CompletedUpload(
                        new UploadId(Keys.id(key)), Values.completion(key, value))));
  }

  @Override
  public boolean keepCompletion(VaultKey vault, CompletedUpload completed) {
    return engine.change(
        "keep the completion of upload " + completed.id(),
        () -> {
          if (!hasVault(vault)) {
            return false;
          }
          checkNotKnown(vault, completed.id());
          keep(vault, completed);
          return true;
        });
  }

  @Override
  public boolean become(UploadId id, MultipartUpload other, Instant active) {
    VaultKey vault = other.vault();
    return engine.change(
        "make of upload " + id + " upload " + other.id(),
        () -> {
          checkFree(vault, other.id());
          Optional<StoredUpload> found = stored(vault, id);
          found.ifPresent(
              stored -> {
                end(stored);
                begin(
                    new StoredUpload(other, stored.revision(), other.creationDate())
                        .activeAt(active));
                parts.handOver(vault, id.text(), other.id().text());
              });
          return found.isPresent();
        });
  }

  @Override
  public boolean become(UploadId id, Archive archive) {
    return engine.change(
        "make of upload " + id + " archive " + archive.id(),
        () -> {
          archives.checkFree(archive);
          Optional<StoredUpload> found = stored(archive.vault(), id);
          found.ifPresent(
              stored -> {
                end(stored);
                archives.put(new StoredArchive(archive, id.text()));
              });
          return found.isPresent();
        });
  }

  @Override
  public int forgetCompletions(Instant before, int max) {
    return engine.change(
        "forget completions",
        () -> {
          List<String> old = notedBefore(tables.completed(), before, max);
          old.forEach(tables::forget);
          return old.size();
        });
  }
}
