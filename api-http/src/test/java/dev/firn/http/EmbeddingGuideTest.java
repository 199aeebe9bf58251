// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.Firn;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.content.Payload;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.upload.PartSize;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.vault.VaultKey;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Random;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide for who embeds Firn, taken at its word. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EmbeddingGuideTest {
  private static final VaultKey PHOTOS = VaultKey.of("012345678901", "photos");

  @TempDir Path folder;

  /** Compiles what the guide shows, a class with the method that begins so. */
  private void compile(String beginning) throws Exception {
    String program =
        Snippets.in(Path.of("..", "docs", "embedding.md"), "java").stream()
            .filter(text -> text.startsWith("static " + beginning))
            .findFirst()
            .orElseThrow();
    Snippets.compile(folder, "Guide", "public class Guide { public " + program + "}");
  }

  @Test
  void a_pool_of_the_programs_own_is_used_and_left_open() throws Exception {
    compile("Firn over(");
    JdbcDataSource pool = new JdbcDataSource();
    pool.setURL("jdbc:h2:mem:guide");
    try (Connection keptOpen = pool.getConnection();
        URLClassLoader loader = Snippets.loader(folder)) {
      Method over = loader.loadClass("Guide").getMethod("over", DataSource.class);
      try (Firn firn = (Firn) over.invoke(null, pool)) {
        firn.vaults().createVault(PHOTOS);
      }
      try (Firn again = (Firn) over.invoke(null, pool)) {
        assertEquals(PHOTOS, again.vaults().describeVault(PHOTOS).key());
      }
      assertTrue(keptOpen.isValid(1));
    }
  }

  @Test
  void the_program_goes_on_with_an_upload_and_completes_it() throws Exception {
    compile("ArchiveId upload(");
    byte[] bytes = new byte[(5 << 20) + 3];
    new Random(1).nextBytes(bytes);
    Path file = Files.write(folder.resolve("archive"), bytes);
    try (Firn firn = Firn.open("memory:");
        URLClassLoader loader = Snippets.loader(folder)) {
      firn.vaults().createVault(PHOTOS);
      UploadId id =
          firn.multipartUploads().initiateMultipartUpload(PHOTOS, PartSize.ofMebibytes(2)).id();
      RangeInBytes second = RangeInBytes.startingAt(2 << 20, 2 << 20);
      byte[] marked = new byte[2 << 20];
      System.arraycopy(bytes, 2 << 20, marked, 0, marked.length);
      firn.multipartUploads().uploadMultipartPart(PHOTOS, id, second, Payload.of(marked));
      var stored = firn.multipartUploads().parts(PHOTOS, id).toList();
      Method upload =
          loader
              .loadClass("Guide")
              .getMethod("upload", Firn.class, VaultKey.class, UploadId.class, Path.class);
      ArchiveId archive = (ArchiveId) upload.invoke(null, firn, PHOTOS, id, file);
      assertArrayEquals(bytes, firn.archives().read(PHOTOS, archive).readAllBytes());
      assertEquals(1, stored.size());
      assertTrue(firn.multipartUploads().inProgress(PHOTOS).findAny().isEmpty());
    }
  }
}
