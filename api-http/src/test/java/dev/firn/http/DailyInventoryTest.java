// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.Firn;
import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.content.Payload;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.error.ResourceNotFoundException;
import dev.firn.domain.job.Job;
import dev.firn.domain.job.JobFilter;
import dev.firn.domain.job.JobOutput;
import dev.firn.domain.job.JobTask;
import dev.firn.domain.page.PageRequest;
import dev.firn.domain.page.Scan;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.storage.Storages;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.VaultInventory;
import dev.firn.domain.vault.VaultKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Inventories that are taken once a day, as the service takes them. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DailyInventoryTest {
  private static final VaultKey PHOTOS = VaultKey.of("012345678901", "photos");
  private static final VaultInventory NONE = VaultInventory.empty();

  private volatile Instant now = Instant.parse("2026-01-10T20:00:00Z");
  private final Storage storage = Storages.open("memory:");
  private final Firn firn = daily();

  DailyInventoryTest() {
    firn.vaults().createVault(PHOTOS);
  }

  private Firn daily() {
    InstantSource time = () -> now;
    return Firn.builder().clock(time.withZone(ZoneOffset.UTC)).dailyInventories().over(storage);
  }

  @AfterEach
  void close() {
    storage.close();
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private Archive upload(String description) throws Exception {
    return firn.archives()
        .uploadArchive(
            PHOTOS,
            new ArchiveDescription(description),
            Payload.of(description.getBytes(US_ASCII)));
  }

  private VaultInventory shown() {
    return firn.vaults().describeVault(PHOTOS).inventory();
  }

  private Job initiate() {
    return firn.jobs()
        .initiateInventoryRetrieval(
            PHOTOS, JobTask.InventoryRetrieval.all(), ArchiveDescription.none(), Optional.empty());
  }

  private String retrieved() throws Exception {
    JobOutput output = firn.jobs().getJobOutput(PHOTOS, initiate().id());
    return new String(output.read(new RangeInBytes(0, output.size() - 1)).readAllBytes(), US_ASCII);
  }

  @Test
  void what_a_vault_has_is_seen_from_the_next_inventory_on() throws Exception {
    firn.sweep();
    Archive first = upload("first");
    assertEquals(NONE, shown());
    assertThrows(ResourceNotFoundException.class, this::initiate);

    pass(Duration.ofHours(4));
    Instant taken = now;
    firn.sweep();
    assertEquals(new VaultInventory(1, 5, Optional.of(taken)), shown());
    Archive second = upload("second");
    firn.archives().deleteArchive(PHOTOS, first.id());
    firn.sweep();
    assertEquals(new VaultInventory(1, 5, Optional.of(taken)), shown());
    assertEquals(
        List.of(shown()),
        firn
            .vaults()
            .listVaults(new AccountId("012345678901"), PageRequest.first())
            .items()
            .stream()
            .map(vault -> vault.inventory())
            .toList());
    String inventory = retrieved();
    assertTrue(inventory.contains("\"InventoryDate\":\"2026-01-11T00:00:00Z\""), inventory);
    assertTrue(inventory.contains(first.id().text()), inventory);
    assertFalse(inventory.contains(second.id().text()), inventory);

    pass(Duration.ofDays(1));
    firn.sweep();
    assertEquals(new VaultInventory(1, 6, Optional.of(now)), shown());
    String next = retrieved();
    assertFalse(next.contains(first.id().text()), next);
    assertTrue(next.contains(second.id().text()), next);
  }

  @Test
  void the_date_of_an_inventory_stays_as_long_as_the_vault_does_not_change() throws Exception {
    upload("first");
    pass(Duration.ofDays(1));
    Instant taken = now;
    for (int day = 0; day < 9; day++) {
      firn.sweep();
      assertEquals(new VaultInventory(1, 5, Optional.of(taken)), shown());
      pass(Duration.ofDays(1));
    }
    firn.sweep();
    assertEquals(
        4,
        storage.contents().stored(Scan.first(100)).size(),
        "the archive, and the stock of three days");
  }

  @Test
  void a_vault_can_be_deleted_once_an_inventory_saw_it_empty() throws Exception {
    Archive archive = upload("first");
    pass(Duration.ofDays(1));
    firn.sweep();
    firn.archives().deleteArchive(PHOTOS, archive.id());
    assertThrows(InvalidParameterValueException.class, () -> firn.vaults().deleteVault(PHOTOS));
    firn.archives().deleteArchive(PHOTOS, upload("second").id());
    pass(Duration.ofDays(1));
    assertThrows(InvalidParameterValueException.class, () -> firn.vaults().deleteVault(PHOTOS));
    firn.sweep();
    firn.vaults().deleteVault(PHOTOS);
    firn.vaults().createVault(PHOTOS);
    firn.vaults().deleteVault(PHOTOS);
  }

  @Test
  void nobody_sees_the_jobs_by_which_stock_is_taken_and_each_vault_has_one_a_day()
      throws Exception {
    upload("first");
    pass(Duration.ofDays(1));
    assertEquals(1, firn.sweep().jobsEnded());
    assertEquals(0, daily().sweep().jobsEnded(), "another node finds that it is done");
    assertEquals(List.of(), firn.jobs().jobs(PHOTOS).toList());
    Job one = initiate();
    Job other = initiate();
    List<Job> listed = firn.jobs().jobs(PHOTOS).toList();
    assertEquals(List.of(one.id(), other.id()), listed.stream().map(Job::id).toList());
    assertEquals(
        List.of(one.id()),
        firn
            .jobs()
            .listJobs(PHOTOS, JobFilter.all(), PageRequest.first().withLimit(1))
            .items()
            .stream()
            .map(Job::id)
            .toList());
  }
}
