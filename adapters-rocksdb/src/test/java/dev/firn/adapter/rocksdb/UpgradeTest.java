// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import static dev.firn.testkit.SampleSettings.FULL;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.created;
import static dev.firn.testkit.SampleUploads.upload;
import static dev.firn.testkit.SampleUploads.uploads;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentId;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.job.Job;
import dev.firn.domain.job.JobAddition;
import dev.firn.domain.job.JobStatus;
import dev.firn.domain.job.Notice;
import dev.firn.domain.page.Scan;
import dev.firn.domain.settings.VaultSettings;
import dev.firn.testkit.SampleArchives;
import dev.firn.testkit.SampleJobs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** A folder that was written by an older Firn. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class UpgradeTest {
  @TempDir Path folder;

  @Test
  void uploads_of_the_first_format_take_parts_and_expire() {
    try (Database database = Database.open(folder, Settings.BY_DEFAULT)) {
      database.put(Family.SELF, "format".getBytes(US_ASCII), new byte[] {1});
      database.put(Family.VAULTS, Keys.vault(PHOTOS), VaultCodec.encode(created(PHOTOS)));
      uploads(PHOTOS, 3)
          .forEach(
              upload ->
                  database.put(
                      Family.UPLOADS,
                      Keys.upload(PHOTOS, upload.id()),
                      UploadCodec.encode(upload)));
    }
    for (int opening = 1; opening <= 2; opening++) {
      try (RocksDbStorage storage = RocksDbStorage.open(folder)) {
        assertEquals(uploads(PHOTOS, 3), storage.uploads().scan(PHOTOS, Scan.first(10)));
        assertEquals(
            OptionalLong.of(0), storage.uploads().revision(PHOTOS, upload(PHOTOS, 1).id()));
      }
    }
    try (RocksDbStorage storage = RocksDbStorage.open(folder)) {
      assertEquals(1, storage.uploads().removeIdle(upload(PHOTOS, 1).creationDate(), 10));
      assertEquals(
          uploads(PHOTOS, 3).subList(1, 3), storage.uploads().scan(PHOTOS, Scan.first(10)));
      assertTrue(
          storage
              .uploads()
              .touch(
                  PHOTOS, upload(PHOTOS, 2).id(), upload(PHOTOS, 2).creationDate().plusSeconds(9)));
      assertEquals(
          1, storage.uploads().removeIdle(upload(PHOTOS, 2).creationDate().plusSeconds(1), 10));
    }
  }

  @Test
  void a_folder_from_before_jobs_takes_them() throws IOException, RocksDBException {
    Archive archive = SampleArchives.archive(PHOTOS, 1);
    Part part = SampleArchives.part(0, 1);
    try (RocksDbStorage storage = RocksDbStorage.open(folder)) {
      storage.vaults().create(created(PHOTOS));
      ContentId content = part.content();
      storage.contents().begin(PHOTOS, content, OptionalLong.empty(), archive.creationDate());
      storage.contents().write(PHOTOS, content, 0, ByteBuffer.wrap(SampleArchives.bytes(1)));
      assertEquals(ContentNaming.NAMED, storage.archives().add(archive, content));
    }
    try (Engine engine = Engine.open(folder, Settings.BY_DEFAULT)) {
      for (Family family :
          List.of(Family.JOBS, Family.JOBS_BY_STATUS, Family.HOLDS, Family.NOTICES)) {
        engine.rocks().dropColumnFamily(engine.family(family));
      }
    }
    Job job = SampleJobs.retrieval(archive, 1);
    Job ended = SampleJobs.ended(job, JobStatus.SUCCEEDED, SampleArchives.hour(1));
    Notice notice = SampleJobs.notice(ended, 1, SampleArchives.hour(1));
    try (RocksDbStorage storage = RocksDbStorage.open(folder)) {
      assertEquals(JobAddition.ADDED, storage.jobs().add(job));
      assertTrue(storage.archives().remove(PHOTOS, archive.id(), SampleArchives.hour(1)));
      assertEquals(
          ContentNaming.NAMED, storage.jobs().complete(ended, Optional.empty(), List.of(notice)));
    }
    try (RocksDbStorage storage = RocksDbStorage.open(folder)) {
      assertEquals(List.of(part), storage.jobs().parts(PHOTOS, job.id(), Scan.first(9)));
      assertEquals(List.of(notice), storage.notices().due(notice.dueDate(), 9));
    }
  }

  // The engine opens a folder only with all the families that it has, and makes those it lacks.
  @Test
  void a_folder_that_was_written_when_nothing_could_be_set_takes_settings() throws Exception {
    RocksDB.loadLibrary();
    List<Family> former =
        Stream.of(Family.values()).filter(family -> !family.name().endsWith("_SETTINGS")).toList();
    Deque<AbstractNativeReference> handles = new ArrayDeque<>();
    FamilyOptions families = new FamilyOptions(Settings.BY_DEFAULT, handles);
    List<ColumnFamilyHandle> opened = new ArrayList<>();
    try (DBOptions options =
            new DBOptions().setCreateIfMissing(true).setCreateMissingColumnFamilies(true);
        RocksDB rocks =
            RocksDB.open(
                options,
                folder.toString(),
                former.stream().map(families::descriptor).toList(),
                opened)) {
      rocks.put("format".getBytes(US_ASCII), new byte[] {3});
      rocks.put(
          opened.get(former.indexOf(Family.VAULTS)),
          Keys.vault(PHOTOS),
          VaultCodec.encode(created(PHOTOS)));
      opened.forEach(ColumnFamilyHandle::close);
    } finally {
      handles.forEach(AbstractNativeReference::close);
    }
    try (RocksDbStorage storage = RocksDbStorage.open(folder)) {
      assertEquals(Optional.of(created(PHOTOS)), storage.vaults().find(PHOTOS));
      assertEquals(Optional.of(VaultSettings.none()), storage.settings().find(PHOTOS));
      assertTrue(storage.settings().replace(PHOTOS, VaultSettings.none(), FULL));
    }
    try (RocksDbStorage storage = RocksDbStorage.open(folder)) {
      assertEquals(Optional.of(FULL), storage.settings().find(PHOTOS));
    }
  }
}
