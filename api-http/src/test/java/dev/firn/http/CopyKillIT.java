// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.Firn;
import dev.firn.domain.content.Payload;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.storage.Storages;
import dev.firn.domain.upload.PartSize;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.vault.VaultKey;
import dev.firn.http.copy.Sample;
import dev.firn.http.copy.Watching;
import dev.firn.testkit.SampleArchives;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real copy, killed again and again: nothing is half there, and in the end all of it is. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class CopyKillIT {
  private static final int PARTS = 4;

  /**
   * At how much of what was left: in the midst of an archive's parts, of archives, and of an
   * upload's parts.
   */
  private static final List<Integer> PERCENTAGES = List.of(10, 50, 30);

  private static final Pattern PERCENTAGE = Pattern.compile("\\(([0-9]+) %\\)");

  /** Hashes are computed so slowly that the copy is still at it when it is killed. */
  private static final String SLOWLY =
      "-XX:CompileCommand=quiet -XX:CompileCommand=exclude,sun.security.provider.SHA2::*"
          + " -XX:CompileCommand=exclude,sun.security.provider.DigestBase::*";

  private static final int MEBIBYTE = 1 << 20;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"ROCKSDB, H2", "H2, ROCKSDB", "ROCKSDB, POSTGRESQL"})
  void a_copy_that_was_killed_is_gone_on_with(TestStorage source, TestStorage target)
      throws Exception {
    String from = source.newUrl(folder.resolve("from"));
    String to = target.newUrl(folder.resolve("to"));
    fill(from);
    for (int percentage : PERCENTAGES) {
      try (FirnProcess firn =
          FirnProcess.startWith(SLOWLY, folder, "copy", "--from", from, "--to", to)) {
        firn.awaitErrors(told -> lastPercentage(told) >= percentage);
        firn.kill();
      }
      try (Storage before = Storages.open(from);
          Storage after = Storages.open(to)) {
        Watching.assertNothingIsHalfThere(before, after);
      }
    }
    try (FirnProcess firn =
        FirnProcess.start(folder, "copy", "--from", from, "--to", to, "--verify")) {
      assertEquals(0, firn.awaitEnd(), firn.errors());
      assertTrue(firn.remainingOutput().get(0).startsWith("Copied "), "something was left to do");
    }
    try (Storage before = Storages.open(from);
        Storage after = Storages.open(to)) {
      assertEquals(Sample.told(before), Sample.told(after));
      assertEquals(Sample.named(after), Sample.stored(after), "nothing but what is named");
    }
  }

  private static int lastPercentage(String told) {
    return PERCENTAGE
        .matcher(told)
        .results()
        .mapToInt(each -> Integer.parseInt(each.group(1)))
        .max()
        .orElse(0);
  }

  /** An archive and an upload of many parts, and archives of one. */
  private static void fill(String url) throws IOException {
    VaultKey photos = VaultKey.of("012345678901", "photos");
    try (Firn firn = Firn.open(url)) {
      firn.vaults().createVault(photos);
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      UploadId completed = put(firn, photos, 0, all);
      firn.multipartUploads()
          .completeMultipartUpload(photos, completed, all.size(), TreeHash.of(all.toByteArray()));
      put(firn, photos, PARTS, new ByteArrayOutputStream());
      for (int number = 0; number < PARTS; number++) {
        byte[] bytes = SampleArchives.bytes(2 * PARTS + number, MEBIBYTE + number);
        firn.archives().uploadArchive(photos, Payload.of(bytes));
      }
    }
  }

  private static UploadId put(Firn firn, VaultKey vault, int seed, ByteArrayOutputStream all)
      throws IOException {
    UploadId upload =
        firn.multipartUploads().initiateMultipartUpload(vault, PartSize.ofMebibytes(1)).id();
    for (int number = 0; number < PARTS; number++) {
      byte[] bytes = SampleArchives.bytes(seed + number, MEBIBYTE);
      all.writeBytes(bytes);
      firn.multipartUploads()
          .uploadMultipartPart(
              vault,
              upload,
              RangeInBytes.startingAt((long) MEBIBYTE * number, MEBIBYTE),
              Payload.of(bytes));
    }
    return upload;
  }
}
