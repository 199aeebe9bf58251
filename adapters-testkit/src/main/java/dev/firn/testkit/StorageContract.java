// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import dev.firn.domain.error.StorageException;
import dev.firn.domain.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The contract of a storage backend. To prove a backend, extend this class in its tests and say how
 * to open it:
 *
 * <pre>{@code
 * class MyStorageTest extends StorageContract {
 *   @TempDir Path folder;
 *
 *   @Override
 *   protected Storage open() {
 *     return new MyStorage(folder);
 *   }
 * }
 * }</pre>
 *
 * <p>Each failure says which clause of a port it is about: {@code clause 3} is one of {@link
 * dev.firn.domain.upload.UploadRepository}, and {@code contents, clause 3} of the port that {@link
 * Storage#contents} hands out. A test that is stuck for two minutes is failed; another limit can be
 * set by the configuration parameter {@code dev.firn.testkit.timeout}, such as {@code PT30S}.
 *
 * <p>What one thread can see of {@link dev.firn.domain.upload.UploadRepository}, {@link
 * dev.firn.domain.vault.VaultRepository}, {@link dev.firn.domain.archive.ArchiveRepository}, {@link
 * dev.firn.domain.job.JobRepository}, {@link dev.firn.domain.job.NoticeRepository}, {@link
 * dev.firn.domain.content.ContentRepository} and {@link
 * dev.firn.domain.settings.SettingsRepository}; paging, uploading and sweeping through the domain;
 * what many threads must see, and many nodes if there can be more than one; closing and reopening,
 * and an engine that fails if a test can have it do so: all is here, and a later version of this
 * kit may bring more.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@ExtendWith({ClauseNaming.class, TimeLimit.class})
public abstract class StorageContract {
  private final List<Storage> opened = new ArrayList<>();
  private boolean broken;

  /** For subclasses. */
  protected StorageContract() {}

  /**
   * Opens the storage of this test. The first time in a test it must be empty; a durable backend
   * that is opened again in the same test, the former one having been closed, must be at the same
   * place.
   *
   * @throws Exception if it cannot be opened
   */
  protected abstract Storage open() throws Exception;

  /**
   * Tells whether what was acknowledged is there after reopening. True unless a backend says
   * otherwise.
   */
  protected boolean survivesReopening() {
    return true;
  }

  /**
   * Opens what the storage of this test, which is open, stores, as another node does that shares
   * the data. Empty unless a backend says otherwise: then only one node has the data, and what two
   * must see of each other is not tested.
   *
   * @throws Exception if it cannot be opened
   */
  protected Optional<Storage> openAnother() throws Exception {
    return Optional.empty();
  }

  /**
   * Has the engine under the storage of this test, which is open, fail from now on, as a disk or a
   * database does that is gone: every access to it must fail. False, and nothing done, unless a
   * backend says otherwise: then what it makes of its engine's faults is not tested.
   *
   * @throws Exception if that cannot be done
   */
  protected boolean breakEngine() throws Exception {
    return false;
  }

  @BeforeEach
  final void openStorage() throws Exception {
    opened.add(open());
  }

  @AfterEach
  @Clause("clause 9, closing")
  final void closeStorages() {
    for (Storage storage : opened) {
      try {
        storage.close();
      } catch (StorageException e) {
        if (!broken) {
          throw e;
        }
      }
    }
  }

  private Storage storage() {
    return opened.get(opened.size() - 1);
  }

  private Storage reopened() throws Exception {
    storage().close();
    opened.add(open());
    return storage();
  }

  private Optional<Storage> another() throws Exception {
    Optional<Storage> another = openAnother();
    // Before the first one, which stays the current one, and is the last to be closed.
    another.ifPresent(storage -> opened.add(0, storage));
    return another;
  }

  @Nested
  final class VaultPort extends VaultRepositoryContract {
    @Override
    Storage storage() {
      return StorageContract.this.storage();
    }
  }

  @Nested
  final class UploadPort extends UploadRepositoryContract {
    @Override
    Storage storage() {
      return StorageContract.this.storage();
    }
  }

  @Nested
  final class ContentPort extends ContentRepositoryContract {
    @Override
    Storage storage() {
      return StorageContract.this.storage();
    }
  }

  @Nested
  final class Parts extends PartsContract {
    @Override
    Storage storage() {
      return StorageContract.this.storage();
    }
  }

  @Nested
  final class Completion extends CompletionContract {
    @Override
    Storage storage() {
      return StorageContract.this.storage();
    }
  }

  @Nested
  final class IdleUploads extends IdleUploadsContract {
    @Override
    Storage storage() {
      return StorageContract.this.storage();
    }
  }

  @Nested
  final class Moving extends MovingContract {
    @Override
    Storage storage() {
      return StorageContract.this.storage();
    }
  }

  @Nested
  final class ArchivePort extends ArchiveRepositoryContract {
    @Override
    Storage storage() {
      return StorageContract.this.storage();
    }
  }

  @Nested
  final class SettingsPort extends SettingsRepositoryContract {
    @Override
    Storage storage() {
      return StorageContract.this.storage();
    }
  }

  @Nested
  final class SettingsConcurrency extends SettingsConcurrencyContract {
    @Override
    Storage storage() {
      return StorageContract.this.storage();
    }
  }

  @Nested
  final class JobPort extends JobRepositoryContract {
    @Override
    Storage storage() {
      return StorageContract.this.storage();
    }
  }

  @Nested
  final class JobHolding extends JobHoldingContract {
    @Override
    Storage storage() {
      return StorageContract.this.storage();
    }
  }

  @Nested
  final class NoticePort extends NoticeRepositoryContract {
    @Override
    Storage storage() {
      return StorageContract.this.storage();
    }
  }

  @Nested
  final class Listing extends ListingContract {
    @Override
    Storage storage() {
      return StorageContract.this.storage();
    }
  }

  @Nested
  final class Uploading extends UploadingContract {
    @Override
    Storage storage() {
      return StorageContract.this.storage();
    }
  }

  @Nested
  final class UploadingConcurrency extends UploadingConcurrencyContract {
    @Override
    Storage storage() {
      return StorageContract.this.storage();
    }
  }

  @Nested
  final class Archiving extends ArchivingContract {
    @Override
    Storage storage() {
      return StorageContract.this.storage();
    }
  }

  @Nested
  final class Sweeping extends SweepingContract {
    @Override
    Storage storage() {
      return StorageContract.this.storage();
    }
  }

  @Nested
  final class Concurrency extends ConcurrencyContract {
    @Override
    Storage storage() {
      return StorageContract.this.storage();
    }
  }

  @Nested
  final class PartsConcurrency extends PartsConcurrencyContract {
    @Override
    Storage storage() {
      return StorageContract.this.storage();
    }
  }

  @Nested
  final class MovingConcurrency extends MovingConcurrencyContract {
    @Override
    Storage storage() {
      return StorageContract.this.storage();
    }
  }

  @Nested
  final class ArchiveConcurrency extends ArchiveConcurrencyContract {
    @Override
    Storage storage() {
      return StorageContract.this.storage();
    }
  }

  @Nested
  final class JobConcurrency extends JobConcurrencyContract {
    @Override
    Storage storage() {
      return StorageContract.this.storage();
    }
  }

  @Nested
  final class JobLifecycle extends JobLifecycleContract {
    @Override
    Storage storage() {
      return StorageContract.this.storage();
    }

    @Override
    Storage reopened() throws Exception {
      return StorageContract.this.reopened();
    }

    @Override
    Optional<Storage> another() throws Exception {
      return StorageContract.this.another();
    }

    @Override
    boolean survivesReopening() {
      return StorageContract.this.survivesReopening();
    }
  }

  @Nested
  final class ContentConcurrency extends ContentConcurrencyContract {
    @Override
    Storage storage() {
      return StorageContract.this.storage();
    }
  }

  @Nested
  final class Nodes extends NodesContract {
    @Override
    Storage storage() {
      return StorageContract.this.storage();
    }

    @Override
    Optional<Storage> another() throws Exception {
      return StorageContract.this.another();
    }
  }

  @Nested
  final class Lifecycle extends LifecycleContract {
    @Override
    Storage storage() {
      return StorageContract.this.storage();
    }

    @Override
    Storage reopened() throws Exception {
      return StorageContract.this.reopened();
    }

    @Override
    boolean survivesReopening() {
      return StorageContract.this.survivesReopening();
    }
  }

  @Nested
  final class Faults extends FaultsContract {
    @Override
    Storage storage() {
      return StorageContract.this.storage();
    }

    @Override
    boolean breakEngine() throws Exception {
      broken = StorageContract.this.breakEngine();
      return broken;
    }
  }
}
