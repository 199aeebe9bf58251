// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import dev.firn.domain.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;

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
 * <p>Each test says which clause of the port it checks. What one thread can see of {@link
 * dev.firn.domain.upload.UploadRepository}, {@link dev.firn.domain.vault.VaultRepository}, {@link
 * dev.firn.domain.archive.ArchiveRepository} and {@link dev.firn.domain.content.ContentRepository};
 * paging, uploading and sweeping through the domain; what many threads must see, and many nodes if
 * there can be more than one; closing and reopening: all is here, and a later version of this kit
 * may bring more.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class StorageContract {
  private final List<Storage> opened = new ArrayList<>();

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

  @BeforeEach
  final void openStorage() throws Exception {
    opened.add(open());
  }

  @AfterEach
  final void closeStorages() {
    opened.forEach(Storage::close);
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
}
