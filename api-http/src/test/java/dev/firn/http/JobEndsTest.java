// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.domain.Firn;
import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.content.Payload;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.job.Job;
import dev.firn.domain.job.JobStatus;
import dev.firn.domain.job.Tier;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.storage.Storages;
import dev.firn.domain.vault.VaultKey;
import dev.firn.http.copy.Intercepted;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Jobs that come to their ends beside one that cannot. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JobEndsTest {
  private static final VaultKey PHOTOS = VaultKey.of("012345678901", "photos");
  private static final int MIB = 1 << 20;

  private static Job retrieve(Firn firn, Archive archive, Optional<RangeInBytes> range) {
    return firn.jobs()
        .initiateArchiveRetrieval(
            PHOTOS, archive.id(), range, Tier.BULK, ArchiveDescription.none(), Optional.empty());
  }

  private static JobStatus status(Firn firn, Job job) {
    return firn.jobs().describeJob(PHOTOS, job.id()).status();
  }

  @Test
  void a_job_that_cannot_be_ended_keeps_no_other_from_its_end() throws Exception {
    try (Storage storage = Storages.open("memory:")) {
      Firn sound = Firn.over(storage);
      Firn ill = Firn.over(Intercepted.failing(storage, "read"));
      sound.vaults().createVault(PHOTOS);
      Archive archive = sound.archives().uploadArchive(PHOTOS, Payload.of(new byte[4 * MIB]));
      // Its hash has to be computed of bytes that cannot be read.
      Job bad = retrieve(ill, archive, Optional.of(new RangeInBytes(MIB, 2 * MIB - 1)));
      Job good = retrieve(ill, archive, Optional.empty());
      assertEquals(JobStatus.SUCCEEDED, status(ill, good));
      assertEquals(JobStatus.IN_PROGRESS, status(ill, bad));

      Job next = retrieve(ill, archive, Optional.empty());
      assertThrows(StorageException.class, ill::sweep);
      assertEquals(
          Optional.of(JobStatus.SUCCEEDED),
          storage.jobs().find(PHOTOS, next.id()).map(Job::status));

      assertEquals(1, sound.sweep().jobsEnded());
      assertEquals(JobStatus.SUCCEEDED, status(sound, bad));
    }
  }
}
