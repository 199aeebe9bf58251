// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

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
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.rocksdb.RocksDBException;

/** Uploads as rows of {@link Family#UPLOADS}: a page is one seek and a bounded scan. */
final class RocksDbUploadRepository implements UploadRepository {
  private static final byte[] NOTHING = {};

  private final Database database;
  private final VaultLocks locks;
  private final Parts parts;
  private final Object forgetting = new Object();

  RocksDbUploadRepository(Database database, VaultLocks locks, Parts parts) {
    this.database = database;
    this.locks = locks;
    this.parts = parts;
  }

  @Override
  public boolean add(MultipartUpload upload) {
    VaultKey vault = upload.vault();
    return locks.beside(
        vault,
        upload.id(),
        () -> {
          if (!database.contains(Family.VAULTS, Keys.vault(vault))) {
            return false;
          }
          checkFree(vault, upload.id());
          database.change(
              "add upload " + upload.id(),
              changes -> begin(changes, upload, new Activity(0, upload.creationDate())));
          return true;
        });
  }

  /** Checks that an upload with this id can be added. */
  private void checkFree(VaultKey vault, UploadId id) {
    if (isInProgressOrCompleted(vault, id) || parts.has(vault, id.text())) {
      throw stored(vault, id);
    }
  }

  private boolean isInProgressOrCompleted(VaultKey vault, UploadId id) {
    byte[] key = Keys.upload(vault, id);
    return database.contains(Family.UPLOADS, key) || database.contains(Family.COMPLETIONS, key);
  }

  private static IllegalArgumentException stored(VaultKey vault, UploadId id) {
    return new IllegalArgumentException("Upload " + id + " is stored in " + vault + " already");
  }

  /** Notes that an upload is in progress. */
  private static void begin(Changes changes, MultipartUpload upload, Activity activity)
      throws RocksDBException {
    byte[] key = Keys.upload(upload.vault(), upload.id());
    changes
        .put(Family.UPLOADS, key, UploadCodec.encode(upload))
        .put(Family.ACTIVITIES, key, activity.encode())
        .put(Family.DUE, due(activity, key), NOTHING);
  }

  @Override
  public Optional<MultipartUpload> find(VaultKey vault, UploadId id) {
    return database.find(
        Family.UPLOADS,
        Keys.upload(vault, id),
        (key, value) -> UploadCodec.decode(vault, key, value));
  }

  @Override
  public List<MultipartUpload> scan(VaultKey vault, Scan<UploadId> scan) {
    return scan(Family.UPLOADS, vault, scan, (key, value) -> UploadCodec.decode(vault, key, value));
  }

  private <T> List<T> scan(
      Family family, VaultKey vault, Scan<UploadId> scan, Database.Row<T> row) {
    byte[] from =
        scan.startAt().map(id -> Keys.upload(vault, id)).orElseGet(() -> Keys.within(vault));
    return database.scan(family, from, Keys.endOf(vault), scan.max(), row);
  }

  @Override
  public boolean remove(VaultKey vault, UploadId id) {
    return locks.beside(
        vault,
        id,
        () -> activity(vault, id).filter(activity -> remove(vault, id, activity)).isPresent());
  }

  private boolean remove(VaultKey vault, UploadId id, Activity activity) {
    database.change(
        "remove upload " + id,
        changes -> {
          end(changes, vault, id, activity);
          parts.delete(changes, vault, id.text());
        });
    return true;
  }

  private static byte[] due(Activity activity, byte[] key) {
    return Keys.due(Due.ACTIVE, activity.active(), key);
  }

  private Optional<Activity> activity(VaultKey vault, UploadId id) {
    return database.find(Family.ACTIVITIES, Keys.upload(vault, id), Activity::decode);
  }

  /** Notes that an upload is not in progress any more. */
  private static void end(Changes changes, VaultKey vault, UploadId id, Activity activity)
      throws RocksDBException {
    byte[] key = Keys.upload(vault, id);
    changes
        .delete(Family.UPLOADS, key)
        .delete(Family.ACTIVITIES, key)
        .delete(Family.DUE, due(activity, key));
  }

  private static void replace(Changes changes, byte[] key, Activity before, Activity after)
      throws RocksDBException {
    changes
        .put(Family.ACTIVITIES, key, after.encode())
        .delete(Family.DUE, due(before, key))
        .put(Family.DUE, due(after, key), NOTHING);
  }

  @Override
  public ContentNaming putPart(VaultKey vault, UploadId id, Part part, Instant time) {
    byte[] key = Keys.upload(vault, id);
    parts.bringToDisk(part);
    return locks.beside(
        vault,
        id,
        () ->
            activity(vault, id)
                .map(
                    activity ->
                        parts.put(
                            vault,
                            id.text(),
                            part,
                            changes -> replace(changes, key, activity, activity.raised().at(time))))
                .orElse(ContentNaming.NO_OWNER));
  }

  @Override
  public List<Part> parts(VaultKey vault, UploadId id, Scan<Long> scan) {
    List<Part> read = parts.scan(vault, id.text(), scan);
    // In this order, as an archive has the parts of the upload that it was.
    return activity(vault, id).isPresent() ? read : List.of();
  }

  @Override
  public OptionalLong revision(VaultKey vault, UploadId id) {
    return activity(vault, id).stream().mapToLong(Activity::revision).findFirst();
  }

  @Override
  public boolean complete(VaultKey vault, UploadId id, long revision, Archive archive) {
    return locks.beside(
        vault,
        id,
        () -> {
          Optional<Activity> found =
              activity(vault, id).filter(activity -> activity.revision() == revision);
          found.ifPresent(
              activity ->
                  database.change(
                      "complete upload " + id,
                      changes -> {
                        become(changes, id, activity, archive);
                        keep(changes, vault, new CompletedUpload(id, Completion.of(archive)));
                      }));
          return found.isPresent();
        });
  }

  private static void become(Changes changes, UploadId id, Activity activity, Archive archive)
      throws RocksDBException {
    VaultKey vault = archive.vault();
    end(changes, vault, id, activity);
    changes.put(
        Family.ARCHIVES,
        Keys.archive(vault, archive.id()),
        new StoredArchive(archive, id.text()).encode());
    Inventories.add(changes, archive);
  }

  private static void keep(Changes changes, VaultKey vault, CompletedUpload completed)
      throws RocksDBException {
    byte[] key = Keys.upload(vault, completed.id());
    Completion completion = completed.completion();
    changes
        .put(Family.COMPLETIONS, key, CompletionCodec.encode(completion))
        .put(Family.DUE, Keys.due(Due.COMPLETED, completion.date(), key), NOTHING);
  }

  @Override
  public boolean become(UploadId id, Archive archive) {
    return locks.beside(
        archive.vault(),
        id,
        archive.id(),
        () -> {
          RocksDbArchiveRepository.checkFree(database, archive);
          Optional<Activity> found = activity(archive.vault(), id);
          found.ifPresent(
              activity ->
                  database.change(
                      "make of upload " + id + " archive " + archive.id(),
                      changes -> become(changes, id, activity, archive)));
          return found.isPresent();
        });
  }

  @Override
  public boolean become(UploadId id, MultipartUpload other, Instant active) {
    VaultKey vault = other.vault();
    return locks.beside(
        vault,
        id,
        other.id(),
        () -> {
          checkFree(vault, other.id());
          Optional<Activity> found = activity(vault, id);
          found.ifPresent(
              activity ->
                  database.change(
                      "make of upload " + id + " upload " + other.id(),
                      changes -> {
                        end(changes, vault, id, activity);
                        Activity begun = new Activity(activity.revision(), other.creationDate());
                        begin(changes, other, begun.at(active));
                        parts.handOver(changes, vault, id.text(), other.id().text());
                      }));
          return found.isPresent();
        });
  }

  @Override
  public Optional<Completion> completion(VaultKey vault, UploadId id) {
    return database.find(Family.COMPLETIONS, Keys.upload(vault, id), CompletionCodec::decode);
  }

  @Override
  public List<CompletedUpload> completed(VaultKey vault, Scan<UploadId> scan) {
    return scan(
        Family.COMPLETIONS,
        vault,
        scan,
        (key, value) ->
            new CompletedUpload(Keys.uploadId(key), CompletionCodec.decode(key, value)));
  }

  @Override
  public boolean keepCompletion(VaultKey vault, CompletedUpload completed) {
    return locks.beside(
        vault,
        completed.id(),
        () -> {
          if (!database.contains(Family.VAULTS, Keys.vault(vault))) {
            return false;
          }
          if (isInProgressOrCompleted(vault, completed.id())) {
            throw stored(vault, completed.id());
          }
          database.change(
              "keep the completion of " + completed.id(),
              changes -> keep(changes, vault, completed));
          return true;
        });
  }

  @Override
  public Optional<Instant> lastActive(VaultKey vault, UploadId id) {
    return activity(vault, id).map(Activity::active);
  }

  @Override
  public boolean touch(VaultKey vault, UploadId id, Instant time) {
    byte[] key = Keys.upload(vault, id);
    return locks.beside(
        vault,
        id,
        () -> {
          Optional<Activity> found = activity(vault, id);
          found
              .filter(activity -> activity.active().isBefore(time))
              .ifPresent(
                  activity ->
                      database.change(
                          "touch upload " + id,
                          changes -> replace(changes, key, activity, activity.at(time))));
          return found.isPresent();
        });
  }

  @Override
  public int removeIdle(Instant before, int max) {
    List<byte[]> idle;
    int removed;
    do {
      idle = due(Due.ACTIVE, before, max);
      removed = (int) idle.stream().filter(this::removeDue).count();
    } while (removed == 0 && !idle.isEmpty());
    return removed;
  }

  /** Removes an upload that was noted as due, unless it has been active since then. */
  private boolean removeDue(byte[] due) {
    ByteBuffer key = Keys.noted(ByteBuffer.wrap(due));
    VaultKey vault = Keys.vaultOfUpload(key);
    UploadId id = Keys.uploadId(key);
    return locks.beside(
        vault,
        id,
        () -> {
          Optional<Activity> since = activity(vault, id);
          if (since.isPresent() && Arrays.equals(due, due(since.get(), key.array()))) {
            return remove(vault, id, since.get());
          }
          database.delete(Family.DUE, due);
          return false;
        });
  }

  @Override
  public int forgetCompletions(Instant before, int max) {
    synchronized (forgetting) {
      List<byte[]> old = due(Due.COMPLETED, before, max);
      if (!old.isEmpty()) {
        database.change("forget completions", changes -> forget(changes, old));
      }
      return old.size();
    }
  }

  private static void forget(Changes changes, List<byte[]> old) throws RocksDBException {
    for (byte[] due : old) {
      changes
          .delete(Family.COMPLETIONS, Keys.noted(ByteBuffer.wrap(due)).array())
          .delete(Family.DUE, due);
    }
  }

  /** Returns the keys by which uploads were noted for something before a time. */
  private List<byte[]> due(Due what, Instant before, int max) {
    return Agenda.before(database, what, before, max, Agenda::key);
  }
}
