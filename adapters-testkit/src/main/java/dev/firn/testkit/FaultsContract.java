// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.created;
import static dev.firn.testkit.SampleUploads.upload;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.domain.error.StorageException;
import dev.firn.domain.storage.Storage;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** An engine that fails; {@link StorageContract} brings it together with the rest. */
@Clause("clause 9")
abstract class FaultsContract {

  abstract Storage storage();

  /** Has the engine fail from now on; false if that cannot be done. */
  abstract boolean breakEngine() throws Exception;

  // Clause 9: a page that is short, or a vault that is missing, as the database is away, would be
  // believed: uploads would be taken for aborted, and archives for lost.
  @Test
  void every_call_says_that_the_storage_failed() throws Exception {
    storage().vaults().create(created(PHOTOS));
    storage().uploads().add(upload(PHOTOS, 1));
    Given.part(storage(), upload(PHOTOS, 1), 0, 2);
    Given.archive(storage(), PHOTOS, 1);
    Assumptions.assumeTrue(breakEngine(), "no test of this backend can have its engine fail");
    Calls.of(storage())
        .forEach(
            (name, call) -> {
              StorageException failure =
                  assertThrows(
                      StorageException.class,
                      call,
                      "clause 9: the engine fails, and so does a call of " + name);
              assertNotNull(failure.getCause(), "clause 9: with the cause, " + name);
              assertFalse(
                  Objects.requireNonNullElse(failure.getMessage(), "").isBlank(),
                  "clause 9: saying what was attempted, " + name);
            });
  }
}
