// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import static dev.firn.testkit.SampleSettings.FULL;
import static dev.firn.testkit.SampleUploads.ACCOUNT;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.created;
import static dev.firn.testkit.SampleUploads.id;
import static dev.firn.testkit.SampleUploads.uploads;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.error.StorageException;
import dev.firn.domain.page.Scan;
import dev.firn.domain.settings.AccountSettings;
import dev.firn.domain.settings.SettingsRepository;
import dev.firn.domain.settings.VaultSettings;
import dev.firn.domain.vault.VaultDeletion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Values that are damaged or of a newer version, and folders that cannot be used: said clearly, and
 * never passed over.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DamageTest {
  private static final byte[] WHOLE = UploadCodec.encode(uploads(PHOTOS, 1).get(0));

  @TempDir Path folder;

  private void inDatabase(Consumer<Database> action) {
    try (Database database = Database.open(folder, Settings.BY_DEFAULT)) {
      action.accept(database);
    }
  }

  private void storeWith(byte[] value) {
    try (RocksDbStorage storage = RocksDbStorage.open(folder)) {
      storage.vaults().create(created(PHOTOS));
      uploads(PHOTOS, 3).forEach(storage.uploads()::add);
    }
    inDatabase(database -> database.put(Family.UPLOADS, Keys.upload(PHOTOS, id(PHOTOS, 1)), value));
  }

  static List<byte[]> damagedValues() {
    byte[] newer = WHOLE.clone();
    newer[0] = 2;
    byte[] badPartSize = WHOLE.clone();
    badPartSize[16] = 1;
    byte[] badDescription = WHOLE.clone();
    badDescription[20] = (byte) 0x80;
    return List.of(new byte[0], Arrays.copyOf(WHOLE, 9), newer, badPartSize, badDescription);
  }

  @ParameterizedTest
  @MethodSource("damagedValues")
  void a_value_that_cannot_be_read_is_an_error_that_names_its_key(byte[] value) {
    storeWith(value);
    try (RocksDbStorage storage = RocksDbStorage.open(folder)) {
      String named = "012345678901photos/" + id(PHOTOS, 1);
      for (StorageException e :
          List.of(
              assertThrows(
                  StorageException.class, () -> storage.uploads().scan(PHOTOS, Scan.first(10))),
              assertThrows(
                  StorageException.class, () -> storage.uploads().find(PHOTOS, id(PHOTOS, 1))))) {
        assertTrue(e.toString().contains(named), e.toString());
      }
      assertEquals(VaultDeletion.NOT_EMPTY, storage.vaults().deleteIfEmpty(PHOTOS));
    }
  }

  @Test
  void a_damaged_vault_is_an_error_that_names_its_key() {
    inDatabase(database -> database.put(Family.VAULTS, Keys.vault(PHOTOS), new byte[] {1, 2, 3}));
    try (RocksDbStorage storage = RocksDbStorage.open(folder)) {
      StorageException e =
          assertThrows(StorageException.class, () -> storage.vaults().scan(ACCOUNT, Scan.first(1)));
      assertTrue(e.toString().contains("012345678901photos"), e.toString());
    }
  }

  static List<byte[]> damagedSettings() {
    byte[] whole = DocumentCodec.encode(FULL.document());
    byte[] newer = whole.clone();
    newer[0] = 2;
    byte[] notText = whole.clone();
    notText[20] = (byte) 0x80;
    return List.of(
        new byte[0],
        newer,
        notText,
        Arrays.copyOf(whole, whole.length - 1),
        "\1lock.id=short\n".getBytes(US_ASCII),
        "\1tag.0.key=aws:forbidden\ntag.0.value=\n".getBytes(US_ASCII),
        "\1retrievalPolicy.strategy=Some\n".getBytes(US_ASCII));
  }

  // Nobody may take a lock that cannot be read for none.
  @ParameterizedTest
  @MethodSource("damagedSettings")
  void damaged_settings_are_an_error_that_names_their_key(byte[] value) {
    inDatabase(
        database -> {
          database.put(Family.VAULTS, Keys.vault(PHOTOS), VaultCodec.encode(created(PHOTOS)));
          database.put(Family.VAULT_SETTINGS, Keys.vault(PHOTOS), value);
          database.put(Family.ACCOUNT_SETTINGS, Keys.account(ACCOUNT), value);
        });
    try (RocksDbStorage storage = RocksDbStorage.open(folder)) {
      SettingsRepository settings = storage.settings();
      VaultSettings none = VaultSettings.none();
      assertNamed("012345678901photos", () -> settings.find(PHOTOS));
      assertNamed("012345678901photos", () -> settings.replace(PHOTOS, none, none));
      assertNamed("012345678901", () -> settings.find(ACCOUNT));
      assertNamed(
          "012345678901",
          () -> settings.replace(ACCOUNT, AccountSettings.none(), AccountSettings.none()));
      assertEquals(VaultDeletion.DELETED, storage.vaults().deleteIfEmpty(PHOTOS));
      storage.vaults().create(created(PHOTOS));
      assertEquals(Optional.of(none), settings.find(PHOTOS), "they went with the vault");
    }
  }

  private static void assertNamed(String key, Executable call) {
    String message = assertThrows(StorageException.class, call).toString();
    assertTrue(
        message.contains(" value of " + key + " is corrupt")
            || message.contains("Cannot read the value of " + key + ":"),
        message);
  }

  @Test
  void a_folder_of_a_newer_format_is_refused() {
    inDatabase(database -> database.put(Family.SELF, "format".getBytes(US_ASCII), new byte[] {4}));
    StorageException e = assertThrows(StorageException.class, () -> RocksDbStorage.open(folder));
    assertTrue(
        e.toString().contains("format is [4], this version of Firn knows [3]"), e.toString());
  }

  @Test
  void a_folder_that_is_open_already_is_refused_in_one_line() {
    try (RocksDbStorage open = RocksDbStorage.open(folder)) {
      StorageException e = assertThrows(StorageException.class, () -> RocksDbStorage.open(folder));
      assertEquals("Cannot open rocksdb:" + folder + ": another Firn has it open", e.getMessage());
      assertFalse(open.vaults().find(PHOTOS).isPresent(), "the first one still works");
    }
  }

  @Test
  void a_path_that_cannot_be_a_folder_is_refused_in_one_line() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    for (Path path : List.of(file, file.resolve("below"))) {
      StorageException e = assertThrows(StorageException.class, () -> RocksDbStorage.open(path));
      assertTrue(e.toString().contains("Cannot open rocksdb:" + path), e.toString());
      assertFalse(e.toString().contains("\n"), e.toString());
    }
  }

  // A file of the engine that was cut short, or lost: the storage fails, and no listing comes out
  // shorter.
  @Test
  void a_lost_file_is_an_error_and_not_a_shorter_listing() throws IOException {
    try (RocksDbStorage storage = RocksDbStorage.open(folder)) {
      storage.vaults().create(created(PHOTOS));
      uploads(PHOTOS, 200).forEach(storage.uploads()::add);
    }
    inDatabase(database -> {});
    try (var files = Files.list(folder)) {
      List<Path> tables = files.filter(file -> file.toString().endsWith(".sst")).toList();
      assertFalse(tables.isEmpty(), "reopening has written the uploads to a table");
      for (Path table : tables) {
        byte[] content = Files.readAllBytes(table);
        Arrays.fill(content, 100, content.length / 2, (byte) 0x5A);
        Files.write(table, content);
      }
    }
    assertThrows(
        StorageException.class,
        () -> {
          try (RocksDbStorage storage = RocksDbStorage.open(folder)) {
            storage.uploads().scan(PHOTOS, Scan.first(500));
          }
        });
  }
}
