// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.copy;

import dev.firn.domain.archive.ArchiveRepository;
import dev.firn.domain.content.ContentRepository;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.job.JobRepository;
import dev.firn.domain.job.NoticeRepository;
import dev.firn.domain.settings.SettingsRepository;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.UploadRepository;
import dev.firn.domain.vault.VaultRepository;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A real storage whose calls go through somebody's hands first. */
public final class Intercepted implements Storage {
  private static final Set<String> READING =
      Set.of(
          "find",
          "scan",
          "accounts",
          "parts",
          "revision",
          "completion",
          "completed",
          "lastActive",
          "due",
          "read",
          "stored");

  private final Storage storage;
  private final Hands hands;

  /** Whose hands they are. */
  interface Hands {
    /**
     * Passes a call on, or does something else.
     *
     * @param method the port's method
     * @param arguments its arguments
     */
    Object pass(Method method, Object[] arguments, Call call) throws Throwable;
  }

  /** A call of a port. */
  interface Call {
    Object call() throws Throwable;
  }

  Intercepted(Storage storage, Hands hands) {
    this.storage = storage;
    this.hands = hands;
  }

  /** Tells whether a method of a port changes what is stored. */
  static boolean changes(Method method) {
    return !READING.contains(method.getName());
  }

  /** A storage that fails whenever a method is called. */
  public static Storage failing(Storage storage, String name) {
    return failing(storage, name, new StorageException("The power is gone"));
  }

  /** A storage that fails in a way whenever a method is called. */
  public static Storage failing(Storage storage, String name, RuntimeException how) {
    return new Intercepted(
        storage,
        (method, arguments, call) -> {
          if (method.getName().equals(name)) {
            throw how;
          }
          return call.call();
        });
  }

  /** A storage that counts how often a method is called. */
  public static Storage counting(Storage storage, String name, AtomicInteger calls) {
    return new Intercepted(
        storage,
        (method, arguments, call) -> {
          if (method.getName().equals(name)) {
            calls.incrementAndGet();
          }
          return call.call();
        });
  }

  /** A storage that has no bytes any more. */
  public static Storage losing(Storage storage) {
    return new Intercepted(
        storage,
        (method, arguments, call) -> method.getName().equals("read") ? false : call.call());
  }

  private <T> T port(Class<T> type, T port) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                hands.pass(method, arguments, () -> invoke(port, method, arguments))));
  }

  private static Object invoke(Object port, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(port, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Override
  public VaultRepository vaults() {
    return port(VaultRepository.class, storage.vaults());
  }

  @Override
  public UploadRepository uploads() {
    return port(UploadRepository.class, storage.uploads());
  }

  @Override
  public ArchiveRepository archives() {
    return port(ArchiveRepository.class, storage.archives());
  }

  @Override
  public ContentRepository contents() {
    return port(ContentRepository.class, storage.contents());
  }

  @Override
  public SettingsRepository settings() {
    return port(SettingsRepository.class, storage.settings());
  }

  @Override
  public JobRepository jobs() {
    return port(JobRepository.class, storage.jobs());
  }

  @Override
  public NoticeRepository notices() {
    return port(NoticeRepository.class, storage.notices());
  }

  @Override
  public void close() {
    storage.close();
  }
}
