// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.domain.error.StorageException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StoragesTest {
  @TempDir Path folder;

  /** Says by an exception what it was asked to open. */
  public static class EchoProvider implements StorageProvider {
    @Override
    public String scheme() {
      return "echo";
    }

    @Override
    public Storage open(StorageUrl url) {
      throw new StorageException("asked for " + url.rest());
    }
  }

  /** Another one of the same scheme. */
  public static final class SecondEchoProvider extends EchoProvider {}

  /** One that was put there without the library of its engine. */
  public static final class LackingProvider extends EchoProvider {
    @Override
    public Storage open(StorageUrl url) {
      throw new NoClassDefFoundError("org/example/Engine");
    }
  }

  /** One that cannot be made. */
  public static final class BrokenProvider extends EchoProvider {
    /** Fails. */
    public BrokenProvider() {
      throw new IllegalStateException("broken on purpose");
    }
  }

  private ClassLoader with(String... providers) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(StorageProvider.class.getName()), String.join("\n", providers));
    return new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader()) {
      // Those of this test, whatever else is on the class path.
      @Override
      public Enumeration<URL> getResources(String name) throws IOException {
        return findResources(name);
      }
    };
  }

  private String refusal(String url, String... providers) throws IOException {
    ClassLoader loader = with(providers);
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> Storages.open(url, loader))
            .getMessage());
  }

  @Test
  void the_scheme_finds_its_provider_in_any_case_and_past_a_broken_one() throws IOException {
    ClassLoader loader =
        with(BrokenProvider.class.getName(), "no.such.Provider", EchoProvider.class.getName());
    for (String url : new String[] {"echo:a b:c?d", "ECHO:a b:c?d"}) {
      StorageException opened =
          assertThrows(StorageException.class, () -> Storages.open(url, loader));
      assertEquals("asked for a b:c?d", opened.getMessage());
    }
  }

  @Test
  void an_adapter_for_a_newer_java_does_not_stand_in_the_way_of_another() throws IOException {
    ClassLoader loader = with("Newer", EchoProvider.class.getName());
    byte[] newer = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0x7F, 0x7F};
    Files.write(folder.resolve("Newer.class"), newer);
    StorageException opened =
        assertThrows(StorageException.class, () -> Storages.open("echo:data", loader));
    assertEquals("asked for data", opened.getMessage());
  }

  @Test
  void an_unknown_scheme_is_told_what_there_is_and_what_would_bring_it() throws IOException {
    assertEquals(
        "No storage adapter for the scheme \"absent\". Schemes on the class path: echo. The jar of an"
            + " adapter that has it would bring it, in plugins/ for ./firn",
        refusal("absent:data", EchoProvider.class.getName()));
    for (String published : new String[] {"jdbc", "memory", "rocksdb"}) {
      assertEquals(
          "No storage adapter for the scheme \"%s\". Schemes on the class path: none. The artifact dev.firn:firn-adapters-%s would bring it"
              .formatted(published, published),
          refusal(published + ":data"));
    }
  }

  @Test
  void a_broken_adapter_is_named_to_who_asks_for_what_is_not_there() throws IOException {
    assertEquals(
        "No storage adapter for the scheme \"absent\". Schemes on the class path: none. The jar of an"
            + " adapter that has it would bring it, in plugins/ for ./firn. Cannot be loaded:"
            + " java.util.ServiceConfigurationError: dev.firn.domain.storage.StorageProvider:"
            + " Provider no.such.Provider not found",
        refusal("absent:data", "no.such.Provider"));
  }

  @Test
  void an_adapter_without_its_library_is_said_to_lack_it() throws IOException {
    ClassLoader loader = with(LackingProvider.class.getName());
    StorageException refusal =
        assertThrows(StorageException.class, () -> Storages.open("echo:data", loader));
    assertEquals(
        "The adapter for echo: needs a library that is missing, or does not fit:"
            + " java.lang.NoClassDefFoundError: org/example/Engine",
        refusal.getMessage());
  }

  @Test
  void two_providers_for_one_scheme_are_both_named() throws IOException {
    assertEquals(
        "More than one storage adapter for the scheme \"echo\": "
            + EchoProvider.class.getName()
            + ", "
            + SecondEchoProvider.class.getName()
            + ". Leave one of them on the class path",
        refusal("echo:", EchoProvider.class.getName(), SecondEchoProvider.class.getName()));
  }

  @Test
  void what_has_no_scheme_is_told_so() throws IOException {
    for (String url : new String[] {"", "data", ":data", "/var/lib/firn", "a b:c"}) {
      assertEquals(
          "A storage URL begins with a scheme and a colon, such as memory: or rocksdb:PATH; this one does not",
          refusal(url));
    }
  }

  @Test
  void a_url_shows_no_secrets() {
    assertEquals("rocksdb:/var/lib/firn", StorageUrl.parse("rocksdb:/var/lib/firn").toString());
    assertEquals(
        "jdbc:h2:mem:firn...", StorageUrl.parse("jdbc:h2:mem:firn;PASSWORD=s3cret").toString());
    assertEquals(
        "jdbc:oracle:...@//db:1521/firn",
        StorageUrl.parse("jdbc:oracle:thin:ann/s3cret@//db:1521/firn").toString());
    assertEquals(
        "jdbc:postgresql:...@db:5432/firn...",
        StorageUrl.parse("jdbc:postgresql://ann:s3/cr@et@db:5432/firn?password=s3cret").toString());
    assertEquals(
        "jdbc:mariadb:address=...",
        StorageUrl.parse("jdbc:mariadb:address=(password=s3cret)").toString());
  }
}
