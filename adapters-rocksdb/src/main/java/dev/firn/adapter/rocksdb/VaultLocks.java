// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import dev.firn.domain.content.ContentId;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.VaultKey;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * What makes a check and the write that follows it one step. No other process has the folder open,
 * so locks of this one are enough. Any number of uploads to a vault may be changed at once, so that
 * their writes reach the disk together; no vault is created or deleted meanwhile. Steps on one and
 * the same upload, archive, content or account follow each other.
 */
final class VaultLocks {
  private static final int STRIPES = 256;

  private final ReadWriteLock[] vaults = new ReadWriteLock[STRIPES];
  private final Object[] uploads = new Object[STRIPES];
  private final Object[] contents = new Object[STRIPES];
  private final Object[] accounts = new Object[STRIPES];

  VaultLocks() {
    for (int i = 0; i < STRIPES; i++) {
      vaults[i] = new ReentrantReadWriteLock();
      uploads[i] = new Object();
      contents[i] = new Object();
      accounts[i] = new Object();
    }
  }

  /** Takes a step that creates or deletes a vault. */
  <T> T alone(VaultKey vault, Supplier<T> step) {
    return holding(vaults[stripe(vault)].writeLock(), step);
  }

  /** Takes a step on an upload or an archive, or on the vault itself. */
  <T> T beside(VaultKey vault, Object upload, Supplier<T> step) {
    return holding(
        vaults[stripe(vault)].readLock(),
        () -> {
          synchronized (uploads[stripe(upload)]) {
            return step.get();
          }
        });
  }

  /** Takes a step on two uploads, or on an upload and an archive. */
  <T> T beside(VaultKey vault, Object one, Object other, Supplier<T> step) {
    boolean ascend = stripe(one) < stripe(other);
    Object second = ascend ? other : one;
    return beside(
        vault,
        ascend ? one : other,
        () -> {
          synchronized (uploads[stripe(second)]) {
            return step.get();
          }
        });
  }

  /** Takes a step on what is set for an account. */
  <T> T on(AccountId account, Supplier<T> step) {
    synchronized (accounts[stripe(account)]) {
      return step.get();
    }
  }

  /** Takes a step on a content, which may be within one on what is to name it. */
  <T> T on(ContentId content, Supplier<T> step) {
    synchronized (contents[stripe(content)]) {
      return step.get();
    }
  }

  private static <T> T holding(Lock lock, Supplier<T> step) {
    lock.lock();
    try {
      return step.get();
    } finally {
      lock.unlock();
    }
  }

  private static int stripe(Object key) {
    return Math.floorMod(key.hashCode(), STRIPES);
  }
}
