// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.example.mvstore;

import dev.firn.domain.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * The opened file: makes steps of what the ports do. A change is made alone, so that others see all
 * of it or nothing, and is committed as a whole; reading goes on side by side. No exception of the
 * engine leaves this class. Thread-safe.
 */
final class Engine {
  private static final int FORMAT = 1;

  private final Path file;
  private final MVStore store;

  /** Held together by all calls, and alone by who closes. */
  private final ReadWriteLock life = new ReentrantReadWriteLock();

  /** Held together by those who read, and alone by who changes something. */
  private final ReadWriteLock step = new ReentrantReadWriteLock();

  /** How many steps are written to the file; raised by who holds {@link #step} alone. */
  private volatile long written;

  /** How many of them are on the disk. Guarded by {@link #forcing}. */
  private long forced;

  private final Object forcing = new Object();
  private boolean closed;

  private Engine(Path file, MVStore store) {
    this.file = file;
    this.store = store;
  }

  static Engine open(Path file) {
    Path absolute = file.toAbsolutePath();
    MVStore store;
    try {
      if (absolute.getParent() != null) {
        Files.createDirectories(absolute.getParent());
      }
      store =
          new MVStore.Builder()
              .fileName(absolute.toString())
              // Both: a full buffer would be written in the midst of a step, and outlive a kill.
              .autoCommitDisabled()
              .autoCommitBufferSize(0)
              .open();
    } catch (MVStoreException e) {
      throw new StorageException("Cannot open " + file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new StorageException("Cannot make the folder of " + file + ": " + e, e);
    }
    Engine engine = new Engine(file, store);
    try {
      engine.change("open " + file, engine::checkFormat);
      return engine;
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  private boolean checkFormat() {
    boolean isNew = store.getStoreVersion() == 0 && store.getMapNames().isEmpty();
    if (isNew) {
      store.setStoreVersion(FORMAT);
    } else if (store.getStoreVersion() != FORMAT) {
      throw new StorageException(
          "Cannot open %s: its format is %d, this version of the adapter knows %d"
              .formatted(file, store.getStoreVersion(), FORMAT));
    }
    return isNew;
  }

  /** Reads, between two steps. */
  <T> T read(String what, Supplier<T> reading) {
    return whileOpen(what, () -> locked(step.readLock(), reading));
  }

  /** Changes something in one step, which is on the disk when this returns. */
  <T> T change(String what, Supplier<T> change) {
    return whileOpen(
        what,
        () -> {
          T result = locked(step.writeLock(), () -> commit(change));
          force();
          return result;
        });
  }

  /**
   * Changes something in one step, which is on the disk by the time that the next {@link #change}
   * is: for what may be lost if no such follows.
   */
  <T> T note(String what, Supplier<T> change) {
    return whileOpen(what, () -> locked(step.writeLock(), () -> commit(change)));
  }

  /** Writes anew what lies scattered among what was removed, some of it, to free the rest. */
  void compact(int fillRate, int bytes) {
    note("compact " + file, () -> store.compact(fillRate, bytes));
  }

  private <T> T commit(Supplier<T> change) {
    boolean done = false;
    try {
      T result = change.get();
      store.commit();
      written++;
      done = true;
      return result;
    } finally {
      if (!done && !store.isClosed()) {
        store.rollback();
      }
    }
  }

  /** Brings to the disk what is written, by one of the threads that wait for it. */
  private void force() {
    long wanted = written;
    synchronized (forcing) {
      if (forced < wanted) {
        long reached = written;
        try {
          store.sync();
        } catch (MVStoreException e) {
          // What the disk has is not known any more, and the next attempt would not tell.
          store.closeImmediately();
          throw e;
        }
        forced = reached;
      }
    }
  }

  private <T> T whileOpen(String what, Supplier<T> call) {
    return locked(
        life.readLock(),
        () -> {
          if (closed) {
            throw new IllegalStateException("The storage in " + file + " is closed");
          }
          try {
            return call.get();
          } catch (MVStoreException e) {
            throw new StorageException("Cannot " + what + ": " + e.getMessage(), e);
          }
        });
  }

  private static <T> T locked(Lock lock, Supplier<T> call) {
    lock.lock();
    try {
      return call.get();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the store, to open maps of. */
  MVStore store() {
    return store;
  }

  /** Closes the file, once all calls under way have ended. */
  void close() {
    locked(
        life.writeLock(),
        () -> {
          closed = true;
          try {
            store.close();
          } catch (MVStoreException e) {
            throw new StorageException("Cannot close " + file + ": " + e.getMessage(), e);
          }
          return closed;
        });
  }
}
