// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory.broken;

import dev.firn.adapter.memory.MemoryStorage;
import dev.firn.domain.archive.ArchiveRepository;
import dev.firn.domain.content.ContentRepository;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.job.JobRepository;
import dev.firn.domain.job.NoticeRepository;
import dev.firn.domain.settings.SettingsRepository;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.UploadRepository;
import dev.firn.domain.vault.VaultRepository;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * What is stored, as a disk or a database has it: it is there when it is opened again, can be
 * opened by many at once, and can fail.
 */
final class Data {
  private final Storage stored = new MemoryStorage();
  private volatile boolean failing;

  void fail() {
    failing = true;
  }

  Storage open() {
    return new Opened().storage();
  }

  /** The data until it is closed. */
  private final class Opened {
    private final ReadWriteLock closing = new ReentrantReadWriteLock();
    private boolean closed;

    Storage storage() {
      return new Ports(
          port(VaultRepository.class, stored.vaults()),
          port(UploadRepository.class, stored.uploads()),
          port(ArchiveRepository.class, stored.archives()),
          port(ContentRepository.class, stored.contents()),
          port(SettingsRepository.class, stored.settings()),
          port(JobRepository.class, stored.jobs()),
          port(NoticeRepository.class, stored.notices()),
          this::close);
    }

    private void close() {
      closing.writeLock().lock();
      try {
        closed = true;
      } finally {
        closing.writeLock().unlock();
      }
    }

    private <T> T port(Class<T> type, T sound) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) -> call(sound, method, arguments)));
    }

    private Object call(Object sound, Method method, Object[] arguments) throws Throwable {
      closing.readLock().lock();
      try {
        if (closed) {
          throw new IllegalStateException("The storage is closed");
        }
        if (failing) {
          throw new StorageException("Cannot " + method.getName(), new IOException("planted"));
        }
        return method.invoke(sound, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      } finally {
        closing.readLock().unlock();
      }
    }
  }
}
