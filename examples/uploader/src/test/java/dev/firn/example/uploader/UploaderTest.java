// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.example.uploader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.databases.DatabaseServer;
import dev.firn.domain.Firn;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.Payload;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.page.PageRequest;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.PartSize;
import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.VaultKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The uploader, on memory; and killed, on storages that outlive a process. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class UploaderTest {
  private static final VaultKey PHOTOS = VaultKey.of("012345678901", "photos");
  private static final int MIB = 1 << 20;
  private static final byte[] BYTES = bytes();

  @TempDir Path folder;
  private Path file = Path.of("");

  private static byte[] bytes() {
    byte[] bytes = new byte[5 * MIB + 3];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  @BeforeEach
  void write_the_file() throws IOException {
    file = Files.write(folder.resolve("holiday.tar"), BYTES);
  }

  private static Uploader uploader(Firn firn) {
    firn.vaults().createVault(PHOTOS);
    return new Uploader(firn, PHOTOS, PartSize.ofMebibytes(1));
  }

  private static MultipartUpload only(Firn firn) {
    List<MultipartUpload> all = firn.multipartUploads().inProgress(PHOTOS).toList();
    assertEquals(1, all.size());
    return all.get(0);
  }

  private static List<Part> parts(Firn firn) {
    return firn.multipartUploads().parts(PHOTOS, only(firn).id()).toList();
  }

  private static void assertStoredAlone(Firn firn, ArchiveId archive) throws IOException {
    assertArrayEquals(BYTES, firn.archives().read(PHOTOS, archive).readAllBytes());
    assertEquals(List.of(), firn.multipartUploads().inProgress(PHOTOS).toList());
    assertEquals(1, firn.vaults().describeVault(PHOTOS).inventory().archives());
  }

  private static final class Stopped extends RuntimeException {}

  private void uploadTwoParts(Firn firn) {
    assertThrows(
        Stopped.class,
        () ->
            uploader(firn)
                .upload(
                    file,
                    done -> {
                      if (done == 2 * MIB) {
                        throw new Stopped();
                      }
                    }));
    assertEquals(2, parts(firn).size());
  }

  @Test
  void a_file_becomes_an_archive() throws Exception {
    try (Firn firn = Firn.open("memory:")) {
      List<Long> progress = new ArrayList<>();
      assertStoredAlone(firn, uploader(firn).upload(file, progress::add));
      assertEquals(
          List.of(1L * MIB, 2L * MIB, 3L * MIB, 4L * MIB, 5L * MIB, 5L * MIB + 3), progress);
    }
  }

  @Test
  void one_that_was_stopped_goes_on_when_it_is_started_again() throws Exception {
    try (Firn firn = Firn.open("memory:")) {
      uploadTwoParts(firn);
      assertStoredAlone(firn, uploader(firn).upload(file, done -> {}));
    }
  }

  // So what is there would show, were it sent again.
  @Test
  void what_is_there_is_not_sent_again() throws Exception {
    try (Firn firn = Firn.open("memory:")) {
      uploadTwoParts(firn);
      RangeInBytes first = RangeInBytes.startingAt(0, MIB);
      TreeHash other =
          firn.multipartUploads()
              .uploadMultipartPart(PHOTOS, only(firn).id(), first, Payload.of(new byte[MIB]));
      assertThrows(
          InvalidParameterValueException.class, () -> uploader(firn).upload(file, done -> {}));
      assertEquals(6, parts(firn).size(), "the others were sent");
      assertEquals(other, parts(firn).get(0).treeHash());
    }
  }

  @Test
  void a_file_that_has_changed_is_begun_anew() throws Exception {
    try (Firn firn = Firn.open("memory:")) {
      uploadTwoParts(firn);
      byte[] changed = Arrays.copyOf(BYTES, 3);
      ArchiveId archive = uploader(firn).upload(Files.write(file, changed), done -> {});
      assertArrayEquals(changed, firn.archives().read(PHOTOS, archive).readAllBytes());
      assertEquals(2, parts(firn).size(), "the other is left alone");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rocksdb", "postgresql"})
  void one_that_was_killed_goes_on_in_another_process(String engine) throws Exception {
    String url =
        engine.equals("rocksdb")
            ? "rocksdb:" + folder.resolve("data")
            : DatabaseServer.postgreSql().newDatabase();
    Process killed =
        java(StoppedUploader.class, Map.of(), url, file.toString(), Integer.toString(2 * MIB));
    assertEquals("", output(killed));
    assertEquals(StoppedUploader.STATUS, killed.waitFor());
    try (Firn firn = Firn.open(url)) {
      assertEquals(2, parts(firn).size());
      assertStoredAlone(firn, uploader(firn).upload(file, done -> {}));
    }
  }

  @Test
  void the_program_stores_where_the_environment_says() throws Exception {
    String url = "rocksdb:" + folder.resolve("elsewhere");
    Process program = java(Uploader.class, Map.of("FIRN_STORAGE", url), "photos", file.toString());
    String[] lines = output(program).split("\n", -1);
    assertEquals(0, program.waitFor(), String.join("\n", lines));
    assertTrue(lines[0].endsWith("[" + "#".repeat(40) + "] 100 %"), lines[0]);
    try (Firn firn = Firn.open(url)) {
      Vault vault = firn.vaults().listVaults(PHOTOS.account(), PageRequest.first()).items().get(0);
      assertEquals(1, vault.inventory().archives());
      assertTrue(ArchiveId.parse(lines[1]).isPresent(), lines[1]);
    }
  }

  @Test
  void the_bar_grows() {
    ByteArrayOutputStream drawn = new ByteArrayOutputStream();
    ProgressBar bar = new ProgressBar(new PrintStream(drawn, true, UTF_8), 8);
    bar.accept(3);
    bar.accept(8);
    assertEquals(
        "\r[###############.........................]  37 %"
            + "\r[########################################] 100 %\n",
        drawn.toString(UTF_8));
  }

  private static Process java(Class<?> main, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                "-Dslf4j.internal.verbosity=ERROR",
                main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }
}
