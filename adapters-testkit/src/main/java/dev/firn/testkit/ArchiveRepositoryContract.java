// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static dev.firn.testkit.SampleArchives.archive;
import static dev.firn.testkit.SampleArchives.archiveId;
import static dev.firn.testkit.SampleArchives.content;
import static dev.firn.testkit.SampleArchives.hour;
import static dev.firn.testkit.SampleArchives.part;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.START;
import static dev.firn.testkit.SampleUploads.created;
import static dev.firn.testkit.SampleUploads.upload;
import static dev.firn.testkit.SampleUploads.vault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.archive.ArchiveRepository;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.page.Scan;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.VaultDeletion;
import dev.firn.domain.vault.VaultInventory;
import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What {@link ArchiveRepository} promises to one thread, and what vaults know of their archives;
 * {@link StorageContract} brings it together with the rest.
 */
@Clause("archives, clauses 1 to 6")
abstract class ArchiveRepositoryContract {
  private static final VaultKey FILMS = vault("films");

  abstract Storage storage();

  @BeforeEach
  void create_the_vaults() {
    storage().vaults().create(created(PHOTOS));
    storage().vaults().create(created(FILMS));
  }

  private ArchiveRepository repository() {
    return storage().archives();
  }

  private VaultInventory inventory(VaultKey vault) {
    return storage().vaults().find(vault).orElseThrow().inventory();
  }

  private static VaultInventory inventory(long archives, long bytes, Instant date) {
    return new VaultInventory(archives, bytes, Optional.of(date));
  }

  @Nested
  @Clause("archives, clause 1")
  class Add {

    // What goes in comes out, to the last millisecond and character.
    @Test
    void stores_every_field() {
      String printable = "!\"#$%&'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~ ";
      List<Archive> archives =
          List.of(
              with(1, ArchiveDescription.none(), 1, "1970-01-01T00:00:00Z"),
              with(2, new ArchiveDescription(printable), 1L << 32, "2012-03-19T23:20:59.130Z"),
              with(3, new ArchiveDescription("x".repeat(1024)), 7, "2999-12-31T23:59:59.999Z"));
      int number = 0;
      for (Archive archive : archives) {
        Given.incoming(storage(), PHOTOS, ++number);
        assertEquals(ContentNaming.NAMED, repository().add(archive, content(number)));
      }
      number = 0;
      for (Archive archive : archives) {
        assertEquals(
            Optional.of(archive), repository().find(PHOTOS, archive.id()), "as it was added");
        assertEquals(
            List.of(
                new Part(
                    new RangeInBytes(0, archive.size() - 1),
                    archive.treeHash(),
                    content(++number))),
            Given.parts(storage(), archive),
            "one part holds all its bytes");
      }
      Given.assertReadable(storage(), PHOTOS, 1, 2, 3);
    }

    private Archive with(int number, ArchiveDescription description, long size, String date) {
      TreeHash treeHash = new TreeHash("0123456789abcdef".repeat(4));
      return new Archive(
          archiveId(PHOTOS, number), PHOTOS, description, size, treeHash, Instant.parse(date));
    }

    // A vault that was never made, or was deleted while the bytes came.
    @Test
    void says_when_there_is_no_such_vault() {
      storage().vaults().deleteIfEmpty(FILMS);
      for (VaultKey vault : List.of(FILMS, vault("absent"), vault("Photos"), vault("photo"))) {
        int number = vault.name().value().length();
        Given.incoming(storage(), vault, number);
        assertEquals(
            ContentNaming.NO_OWNER,
            repository().add(archive(vault, number), content(number)),
            "there is no vault " + vault);
        assertTrue(storage().contents().abandon(vault, content(number)), "nothing was changed");
        Given.removeAbandoned(storage(), 100);
        storage().vaults().create(created(vault));
        assertEquals(Optional.empty(), repository().find(vault, archiveId(vault, number)));
        assertEquals(VaultInventory.empty(), inventory(vault), "nothing is in it");
      }
    }

    // The writer was taken for dead.
    @Test
    void says_when_the_content_is_not_incoming() {
      Given.archive(storage(), PHOTOS, 1);
      MultipartUpload upload = upload(PHOTOS, 1);
      storage().uploads().add(upload);
      Given.part(storage(), upload, 0, 2);
      Given.incoming(storage(), PHOTOS, 3);
      storage().contents().abandon(PHOTOS, content(3));
      for (int number = 1; number <= 4; number++) {
        assertEquals(
            ContentNaming.NO_CONTENT,
            repository().add(archive(PHOTOS, 10 + number), content(number)),
            "an archive's, a part's, abandoned, never begun");
        assertEquals(Optional.empty(), repository().find(PHOTOS, archiveId(PHOTOS, 10 + number)));
      }
      assertEquals(inventory(1, 16, START.plusMillis(1)), inventory(PHOTOS), "nothing was changed");
      assertEquals(List.of(content(1), content(2)), Given.storedAfterRemoval(storage()));
      Given.assertReadable(storage(), PHOTOS, 1, 2);
    }

    // Two archives by one id would be a fault in the domain; neither may overwrite the other.
    @Test
    void refuses_an_id_that_is_stored_already() {
      Archive first = Given.archive(storage(), PHOTOS, 1);
      Given.incoming(storage(), PHOTOS, 2);
      Archive second =
          new Archive(first.id(), PHOTOS, ArchiveDescription.none(), 2, first.treeHash(), hour(1));
      assertThrows(
          IllegalArgumentException.class,
          () -> repository().add(second, content(2)),
          "an id that is stored already is the caller's fault");
      assertEquals(Optional.of(first), repository().find(PHOTOS, first.id()), "nothing is changed");
      assertEquals(1, inventory(PHOTOS).archives(), "nothing is changed");
      Given.assertReadable(storage(), PHOTOS, 1);
    }
  }

  @Nested
  @Clause("archives, clause 2")
  class Find {

    // A wrong id, a wrong vault, a deleted archive.
    @Test
    void is_empty_and_so_are_parts_where_there_is_no_such_archive() {
      Archive archive = Given.archive(storage(), PHOTOS, 1);
      Given.archive(storage(), PHOTOS, 2);
      repository().remove(PHOTOS, archiveId(PHOTOS, 2), hour(1));
      for (int number = 2; number <= 3; number++) {
        assertEquals(Optional.empty(), repository().find(PHOTOS, archiveId(PHOTOS, number)));
        assertEquals(
            List.of(), repository().parts(PHOTOS, archiveId(PHOTOS, number), Scan.first(9)));
      }
      for (VaultKey vault : List.of(FILMS, vault("absent"), vault("photo"))) {
        assertEquals(Optional.empty(), repository().find(vault, archive.id()), "other vault");
        assertEquals(List.of(), repository().parts(vault, archive.id(), Scan.first(9)), "other");
      }
    }
  }

  @Nested
  @Clause("archives, clause 3")
  class Scanning {

    private List<Archive> scan(VaultKey vault, Scan<ArchiveId> scan) {
      return repository().scan(vault, scan);
    }

    // A vault that nobody made, one that nobody used, and one that holds an upload only.
    @Test
    void is_empty_where_there_are_no_archives() {
      storage().uploads().add(upload(FILMS, 1));
      for (VaultKey vault : List.of(vault("absent"), PHOTOS, FILMS)) {
        assertEquals(List.of(), scan(vault, Scan.first(10)), "none in " + vault);
      }
    }

    // Engines that compare without case, by locale, or by signed bytes fail here.
    @Test
    void ascends_by_the_codes_of_the_ids() {
      List<Archive> archives = new ArrayList<>();
      String text = archiveId(PHOTOS, 9).text();
      for (char c : "z_a-9ZA0".toCharArray()) {
        Archive sample = archive(PHOTOS, archives.size());
        ArchiveId id = new ArchiveId(text.substring(0, 40) + c + text.substring(41));
        archives.add(
            new Archive(
                id,
                PHOTOS,
                sample.description(),
                sample.size(),
                sample.treeHash(),
                sample.creationDate()));
      }
      for (int number = 0; number < archives.size(); number++) {
        Given.incoming(storage(), PHOTOS, number);
        repository().add(archives.get(number), content(number));
      }
      archives.sort(Comparator.comparing(each -> each.id().text()));
      assertEquals(archives, scan(PHOTOS, Scan.first(100)), "with every field as it was added");
    }

    // A walk from one archive to the next, while some are deleted.
    @Test
    void starts_at_the_first_id_at_or_after_the_given_one() {
      List<Archive> archives = new ArrayList<>();
      for (int number = 0; number < 12; number++) {
        archives.add(Given.archive(storage(), PHOTOS, number));
      }
      for (int n = 0; n < 12; n++) {
        assertEquals(
            archives.subList(n, Math.min(n + 3, 12)),
            scan(PHOTOS, Scan.startingAt(archives.get(n).id(), 3)),
            "exactly as many as asked for or as are left, from archive " + n);
      }
      repository().remove(PHOTOS, archiveId(PHOTOS, 4), hour(1));
      assertEquals(
          archives.subList(5, 12),
          scan(PHOTOS, Scan.startingAt(archiveId(PHOTOS, 4), 100)),
          "from the first after one that has gone");
      assertEquals(
          List.of(), scan(PHOTOS, Scan.startingAt(archiveId(PHOTOS, 12), 9)), "after the last");
      assertThrows(
          UnsupportedOperationException.class,
          () -> scan(PHOTOS, Scan.first(3)).remove(0),
          "the list is unmodifiable");
    }

    // Names of which one goes on where the other ends; an upload that became an archive.
    @Test
    void is_of_one_vault_and_of_archives_however_they_were_made() {
      storage().vaults().create(created(vault("photo")));
      storage().vaults().create(created(vault("photos2")));
      Archive whole = Given.archive(storage(), PHOTOS, 5);
      Given.archive(storage(), vault("photo"), 6);
      Given.archive(storage(), vault("photos2"), 7);
      storage().uploads().add(upload(PHOTOS, 1));
      storage().uploads().add(upload(PHOTOS, 2));
      Given.part(storage(), upload(PHOTOS, 1), 0, 1);
      long revision = Given.revision(storage(), upload(PHOTOS, 1));
      Archive completed = archive(PHOTOS, 4);
      storage().uploads().complete(PHOTOS, upload(PHOTOS, 1).id(), revision, completed);
      assertEquals(List.of(completed, whole), scan(PHOTOS, Scan.first(100)), "these two");
    }
  }

  @Nested
  @Clause("archives, clause 4")
  class Parts {

    // A retrieval begins in the midst of an archive; text order would be another.
    @Test
    void ascend_from_the_first_at_or_after_the_start() {
      MultipartUpload upload = upload(PHOTOS, 1);
      storage().uploads().add(upload);
      List<Part> parts = new ArrayList<>();
      for (int number = 0; number < 12; number++) {
        parts.add(Given.part(storage(), upload, 4_096L * number, number));
      }
      long revision = Given.revision(storage(), upload);
      Archive archive = archive(PHOTOS, 1);
      assertTrue(storage().uploads().complete(PHOTOS, upload.id(), revision, archive));
      Given.archive(storage(), PHOTOS, 100);
      assertEquals(parts, Given.parts(storage(), archive), "in the order of their bytes");
      for (int n = 0; n < 12; n++) {
        long first = parts.get(n).range().first();
        assertEquals(
            parts.subList(n, Math.min(n + 3, 12)),
            repository().parts(PHOTOS, archive.id(), Scan.startingAt(first, 3)),
            "exactly as many as asked for or as are left, from part " + n);
        assertEquals(
            parts.subList(n + 1, 12),
            repository().parts(PHOTOS, archive.id(), Scan.startingAt(first + 1, 100)),
            "from the first after part " + n);
      }
      assertThrows(
          UnsupportedOperationException.class,
          () -> repository().parts(PHOTOS, archive.id(), Scan.first(2)).remove(0),
          "the list is unmodifiable");
    }
  }

  @Nested
  @Clause("archives, clause 5")
  class Remove {

    // A delete, and the same delete again.
    @Test
    void is_true_once_and_false_ever_after() {
      Archive archive = Given.archive(storage(), PHOTOS, 1);
      Given.archive(storage(), PHOTOS, 2);
      assertTrue(repository().remove(PHOTOS, archive.id(), hour(1)), "it was there");
      assertFalse(repository().remove(PHOTOS, archive.id(), hour(2)), "it was removed already");
      assertFalse(repository().remove(PHOTOS, archiveId(PHOTOS, 3), hour(2)), "unknown id");
      assertFalse(repository().remove(FILMS, archiveId(PHOTOS, 2), hour(2)), "another vault");
      assertFalse(repository().remove(vault("absent"), archiveId(PHOTOS, 2), hour(2)), "unknown");
      assertEquals(Optional.empty(), repository().find(PHOTOS, archive.id()), "it is gone");
      assertEquals(
          List.of(content(2)), Given.storedAfterRemoval(storage()), "what it named is abandoned");
      assertEquals(inventory(1, 16, hour(1)), inventory(PHOTOS), "nothing else was changed");
      Given.assertReadable(storage(), PHOTOS, 2);
    }

    // An archive of many parts; what one of them named stays stored for ever if it is forgotten.
    @Test
    void abandons_what_every_part_named() {
      MultipartUpload upload = upload(PHOTOS, 1);
      storage().uploads().add(upload);
      for (int number = 0; number < 12; number++) {
        Given.part(storage(), upload, number, number);
      }
      long revision = Given.revision(storage(), upload);
      storage().uploads().complete(PHOTOS, upload.id(), revision, archive(PHOTOS, 1));
      assertTrue(repository().remove(PHOTOS, archiveId(PHOTOS, 1), hour(1)), "it was there");
      assertEquals(List.of(), Given.storedAfterRemoval(storage()), "nothing is left");
      assertEquals(List.of(), Given.parts(storage(), archive(PHOTOS, 1)), "nothing is left");
      storage().uploads().add(upload(PHOTOS, 2));
      Given.part(storage(), upload(PHOTOS, 2), 0, 100);
      assertEquals(List.of(part(0, 100)), Given.parts(storage(), upload(PHOTOS, 2)));
    }
  }

  @Nested
  @Clause("archives, clause 6")
  class Inventory {

    // What DescribeVault and ListVaults say as archives come and go.
    @Test
    void follows_every_change() {
      assertEquals(VaultInventory.empty(), inventory(PHOTOS), "nothing ever was in it");
      Given.archive(storage(), PHOTOS, 1);
      assertEquals(inventory(1, 16, START.plusMillis(1)), inventory(PHOTOS), "one was added");
      Given.incoming(storage(), PHOTOS, 2);
      Archive large =
          new Archive(
              archiveId(PHOTOS, 2),
              PHOTOS,
              ArchiveDescription.none(),
              1L << 32,
              archive(PHOTOS, 2).treeHash(),
              hour(2));
      repository().add(large, content(2));
      VaultInventory both = inventory(2, (1L << 32) + 16, hour(2));
      assertEquals(both, inventory(PHOTOS), "another was added");
      assertEquals(
          List.of(created(FILMS), new Vault(PHOTOS, START, both)),
          storage().vaults().scan(PHOTOS.account(), Scan.first(9)),
          "scan says what find says, and each vault has its own");
      repository().remove(PHOTOS, archiveId(PHOTOS, 1), hour(3));
      assertEquals(inventory(1, 1L << 32, hour(3)), inventory(PHOTOS), "one was removed");
      repository().remove(PHOTOS, archiveId(PHOTOS, 2), hour(4));
      assertEquals(inventory(0, 0, hour(4)), inventory(PHOTOS), "the last was removed");
    }

    // DeleteVault is refused until the last archive is gone.
    @Test
    void keeps_a_vault_from_being_deleted() {
      Given.archive(storage(), PHOTOS, 1);
      assertEquals(VaultDeletion.DELETED, storage().vaults().deleteIfEmpty(FILMS), "not its own");
      assertEquals(VaultDeletion.NOT_EMPTY, storage().vaults().deleteIfEmpty(PHOTOS));
      Given.assertReadable(storage(), PHOTOS, 1);
      repository().remove(PHOTOS, archiveId(PHOTOS, 1), hour(1));
      assertEquals(VaultDeletion.DELETED, storage().vaults().deleteIfEmpty(PHOTOS));
    }

    // A vault by the name of one that was deleted is another vault.
    @Test
    void is_empty_in_a_vault_that_was_created_again() {
      Given.archive(storage(), PHOTOS, 1);
      repository().remove(PHOTOS, archiveId(PHOTOS, 1), hour(1));
      storage().vaults().deleteIfEmpty(PHOTOS);
      assertTrue(storage().vaults().create(created(PHOTOS)), "the key is free");
      assertEquals(Optional.of(created(PHOTOS)), storage().vaults().find(PHOTOS), "it is empty");
      assertFalse(storage().vaults().create(created(PHOTOS)), "the key is taken");
      Given.archive(storage(), PHOTOS, 2);
      assertFalse(
          storage().vaults().create(Vault.empty(PHOTOS, hour(1))), "a create that is sent again");
      assertEquals(
          inventory(1, 16, START.plusMillis(2)), inventory(PHOTOS), "does not empty the vault");
    }
  }
}
