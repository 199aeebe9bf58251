// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory.broken;

import dev.firn.domain.error.StorageException;
import dev.firn.domain.page.Scan;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.upload.UploadRepository;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.VaultRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Backends that go wrong in closing, reopening, beside another node, or with a bad engine. */
final class BrokenLives {

  private BrokenLives() {}

  static Stream<Break> all() {
    return Stream.of(
        Break.of("forgets all when it is reopened", "Lifecycle", Forgetful::new)
            .isFailedBy(
                "reopening_gives_back_all_that_was_acknowledged",
                "clause 7: vaults are as they were"),
        Break.of("says that it forgets, and does not", "Lifecycle", Remembering::new)
            .isFailedBy(
                "reopening_gives_back_all_that_was_acknowledged",
                "clause 7: vaults are as they were"),
        afterReopening(
                "forgets parts when it is reopened",
                (uploads, upload) -> {
                  uploads.remove(upload.vault(), upload.id());
                  uploads.add(upload);
                })
            .isFailedBy("reopening_gives_back_parts_archives_and_bytes", "clause 7: parts"),
        afterReopening(
                "takes all uploads for active when it is reopened",
                (uploads, upload) ->
                    uploads.touch(
                        upload.vault(), upload.id(), Instant.parse("2999-01-01T00:00:00Z")))
            .isFailedBy("reopening_forgets_no_activity", "clause 16: at hour 5"),
        Break.ofUploads(
                "acknowledges what it has yet to store",
                "Lifecycle",
                (sound, storage) -> new WrittenBehind(sound, storage.vaults()))
            .isFailedBy(
                "what_was_acknowledged_while_closing_is_there_after_reopening",
                "clause 7: what was acknowledged before the storage was closed"),
        Break.of(
                "answers after it was closed",
                "Lifecycle",
                (Storage sound) -> Ports.withClosing(sound, closing -> () -> {}))
            .isFailedBy(
                "every_call_after_closing_is_an_illegal_state",
                "clause 9: the storage is closed, and a call of vaults.create says so"),
        Break.of(
                "answers after it was closed, to who was in the midst of it",
                "Concurrency",
                (Storage sound) -> Ports.withClosing(sound, closing -> () -> {}))
            .isFailedBy(
                "closing_lets_calls_end_and_refuses_later_ones",
                "clause 9: a call that began after closing is an illegal state"),
        Break.of("cannot be closed again", "Lifecycle", BrokenLives::closedOnce)
            .isFailedBy(
                "closing_again_does_nothing",
                "clause 9: a call threw java.lang.IllegalStateException"),
        Break.ofUploads(
                "has a cache for each node", "Nodes", (sound, storage) -> new NodeCache(sound))
            .isFailedBy("an_upload_goes_on_at_any_node", "clause 6: "),
        Break.ofUploads(
                "takes a fault of its engine for the end of the list",
                "Faults",
                (sound, storage) ->
                    new Uploads(sound) {
                      @Override
                      public List<MultipartUpload> scan(VaultKey vault, Scan<UploadId> scan) {
                        try {
                          return super.scan(vault, scan);
                        } catch (StorageException e) {
                          return List.of();
                        }
                      }
                    })
            .isFailedBy(
                "every_call_says_that_the_storage_failed",
                "clause 9: the engine fails, and so does a call of uploads.scan"),
        Break.ofUploads(
                "lets its engine's exceptions out",
                "Faults",
                (sound, storage) ->
                    new Uploads(sound) {
                      @Override
                      public boolean remove(VaultKey vault, UploadId id) {
                        try {
                          return super.remove(vault, id);
                        } catch (StorageException e) {
                          throw new UncheckedIOException(new IOException("engine", e));
                        }
                      }
                    })
            .isFailedBy(
                "every_call_says_that_the_storage_failed",
                "clause 9: the engine fails, and so does a call of uploads.remove"),
        Break.ofUploads(
                "says nothing of the cause of a fault",
                "Faults",
                (sound, storage) ->
                    new Uploads(sound) {
                      @Override
                      public boolean remove(VaultKey vault, UploadId id) {
                        try {
                          return super.remove(vault, id);
                        } catch (StorageException e) {
                          throw withoutCause(e);
                        }
                      }
                    })
            .isFailedBy(
                "every_call_says_that_the_storage_failed",
                "clause 9: with the cause, uploads.remove"),
        Break.ofUploads(
                "blocks for ever in a scan",
                "UploadPort",
                (sound, storage) ->
                    new Uploads(sound) {
                      @Override
                      public List<MultipartUpload> scan(VaultKey vault, Scan<UploadId> scan) {
                        blockForEver();
                        return super.scan(vault, scan);
                      }
                    })
            .isStuck()
            .isFailedBy("", "clause 8: a call may block, but comes to an end. After 0.5 s "),
        Break.ofVaults(
                "blocks for ever before a test begins",
                "UploadPort",
                (sound, storage) ->
                    new Vaults(sound) {
                      @Override
                      public boolean create(Vault vault) {
                        blockForEver();
                        return super.create(vault);
                      }
                    })
            .isStuck()
            .isFailedBy(
                "",
                "clause 8: a call may block, but comes to an end. After 0.5 s create_the_vault"),
        Break.of(
                "blocks for ever when it is closed",
                "UploadPort",
                (Storage sound) -> Ports.withClosing(sound, closing -> BrokenLives::blockForEver))
            .isStuck()
            .isFailedBy(
                "", "clause 8: a call may block, but comes to an end. After 0.5 s closeStorages"));
  }

  /** Begins with a backend of which something is done to every upload when it is reopened. */
  private static Break afterReopening(
      String name, BiConsumer<UploadRepository, MultipartUpload> harm) {
    return Break.of(
        name,
        "Lifecycle",
        (Storage sound) -> {
          for (AccountId account : sound.vaults().accounts(Scan.first(100))) {
            for (Vault vault : sound.vaults().scan(account, Scan.first(100))) {
              sound
                  .uploads()
                  .scan(vault.key(), Scan.first(100))
                  .forEach(upload -> harm.accept(sound.uploads(), upload));
            }
          }
          return sound;
        });
  }

  private static Storage closedOnce(Storage sound) {
    AtomicBoolean closed = new AtomicBoolean();
    return Ports.withClosing(
        sound,
        closing ->
            () -> {
              if (closed.getAndSet(true)) {
                throw new IllegalStateException("The storage was closed before");
              }
              closing.run();
            });
  }

  @SuppressWarnings("NullAway")
  private static StorageException withoutCause(StorageException failure) {
    return new StorageException(Objects.requireNonNullElse(failure.getMessage(), ""), null);
  }

  /** Blocks, whether the thread is interrupted or not. */
  private static void blockForEver() {
    while (true) {
      LockSupport.park();
      // Who is interrupted does not park.
      var unused = Thread.interrupted();
    }
  }

  private static final class Forgetful extends Backend {
    @Override
    Storage open() {
      return new Data().open();
    }
  }

  private static final class Remembering extends Backend {
    @Override
    boolean survivesReopening() {
      return false;
    }
  }

  /** Stores an upload when something else is asked for, which may be never. */
  private static final class WrittenBehind extends Uploads {
    private final Map<UploadId, MultipartUpload> pending = new ConcurrentHashMap<>();
    private final VaultRepository vaults;

    WrittenBehind(UploadRepository sound, VaultRepository vaults) {
      super(sound);
      this.vaults = vaults;
    }

    @Override
    public boolean add(MultipartUpload upload) {
      boolean there = vaults.find(upload.vault()).isPresent();
      if (there) {
        pending.put(upload.id(), upload);
      }
      return there;
    }

    @Override
    public List<MultipartUpload> scan(VaultKey vault, Scan<UploadId> scan) {
      pending.values().forEach(super::add);
      pending.clear();
      return super.scan(vault, scan);
    }
  }

  /** Reads a page once, and again only after a change of its own. */
  private static final class NodeCache extends Uploads {
    private final Map<List<Object>, List<MultipartUpload>> pages = new ConcurrentHashMap<>();

    NodeCache(UploadRepository sound) {
      super(sound);
    }

    @Override
    public boolean add(MultipartUpload upload) {
      pages.clear();
      return super.add(upload);
    }

    @Override
    public List<MultipartUpload> scan(VaultKey vault, Scan<UploadId> scan) {
      return pages.computeIfAbsent(List.of(vault, scan), any -> super.scan(vault, scan));
    }
  }
}
