// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static dev.firn.testkit.SampleUploads.ACCOUNT;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.created;
import static dev.firn.testkit.SampleUploads.id;
import static dev.firn.testkit.SampleUploads.upload;
import static dev.firn.testkit.SampleUploads.uploads;
import static dev.firn.testkit.SampleUploads.vault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.domain.page.Scan;
import dev.firn.domain.storage.Storage;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Closing and reopening; {@link StorageContract} brings it together with the rest. */
abstract class LifecycleContract {

  abstract Storage storage();

  abstract Storage reopened() throws Exception;

  abstract boolean survivesReopening();

  // Clause 7: a server that is stopped and started again. Who is not durable must forget
  // everything, not some of it.
  @Test
  void reopening_gives_back_all_that_was_acknowledged() throws Exception {
    storage().vaults().create(created(PHOTOS));
    storage().vaults().create(created(vault("gone")));
    storage().vaults().deleteIfEmpty(vault("gone"));
    uploads(PHOTOS, 20).forEach(storage().uploads()::add);
    storage().uploads().remove(PHOTOS, id(PHOTOS, 0));
    boolean survives = survivesReopening();
    Storage reopened = reopened();
    assertEquals(
        survives ? List.of(created(PHOTOS)) : List.of(),
        reopened.vaults().scan(ACCOUNT, Scan.first(10)),
        "clause 7: vaults are as they were");
    assertEquals(
        survives ? uploads(PHOTOS, 20).subList(1, 20) : List.of(),
        reopened.uploads().scan(PHOTOS, Scan.first(100)),
        "clause 7: uploads are as they were");
  }

  // Clauses 7 and 9: a server that is stopped while uploads are initiated.
  @Test
  void what_was_acknowledged_while_closing_is_there_after_reopening() throws Exception {
    storage().vaults().create(created(PHOTOS));
    AtomicInteger added = new AtomicInteger();
    Storage first = storage();
    Callable<Integer> adder =
        () -> {
          try {
            while (first.uploads().add(upload(PHOTOS, added.get()))) {
              added.incrementAndGet();
            }
          } catch (IllegalStateException closed) {
            return added.get();
          }
          return -1;
        };
    Callable<Integer> closer =
        () -> {
          while (added.get() < 20 && !Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
          }
          first.close();
          return 0;
        };
    List<Integer> acknowledged = Race.run(List.of(adder, closer));
    assertEquals(
        survivesReopening() ? uploads(PHOTOS, acknowledged.get(0)) : List.of(),
        reopened().uploads().scan(PHOTOS, Scan.first(1_000_000)),
        "clause 7: what was acknowledged before the storage was closed, and nothing else");
  }

  @Test
  void closing_again_does_nothing() {
    storage().close();
    storage().close();
  }

  // Clause 9: a call that comes too late has a clear answer, and not a crash.
  @Test
  void every_call_after_closing_is_an_illegal_state() {
    storage().vaults().create(created(PHOTOS));
    storage().close();
    List<Executable> calls =
        List.of(
            () -> storage().vaults().create(created(PHOTOS)),
            () -> storage().vaults().find(PHOTOS),
            () -> storage().vaults().scan(ACCOUNT, Scan.first(1)),
            () -> storage().vaults().deleteIfEmpty(PHOTOS),
            () -> storage().uploads().add(upload(PHOTOS, 1)),
            () -> storage().uploads().find(PHOTOS, id(PHOTOS, 1)),
            () -> storage().uploads().scan(PHOTOS, Scan.first(1)),
            () -> storage().uploads().remove(PHOTOS, id(PHOTOS, 1)));
    for (Executable call : calls) {
      assertThrows(IllegalStateException.class, call, "clause 9: the storage is closed");
    }
  }
}
