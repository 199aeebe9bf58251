// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.published;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * The projects in {@code src/it}, which pin nothing but the BOM: what they inherit, in which
 * version, and whether their programs run.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ConsumersIT {
  /** Guava, and what Guava itself asks for: an empty jar, and annotations. */
  private static final String GUAVA =
      "guava failureaccess listenablefuture jspecify error_prone_annotations j2objc-annotations ";

  private static final String SERVER =
      "firn-api-http jetty-server jetty-http jetty-io jetty-util slf4j-api"
          + " jackson-databind jackson-core jackson-annotations ";

  /** A pool and migrations, with what these know of each engine; drivers are for the program. */
  private static final String DATABASE =
      "HikariCP flyway-core flyway-database-postgresql flyway-database-cockroachdb flyway-mysql ";

  private static final String JUNIT =
      "junit-jupiter junit-jupiter-api junit-jupiter-params junit-jupiter-engine"
          + " junit-platform-commons junit-platform-engine opentest4j apiguardian-api ";

  @Test
  void the_domain_brings_guava_and_nothing_else() throws Exception {
    Consumer domain = new Consumer("domain");
    domain.inherits("firn-domain " + GUAVA);
    assertTrue(domain.run().contains("firn-adapters-memory would bring it"));
  }

  @Test
  void the_memory_adapter_brings_nothing_more() throws Exception {
    Consumer memory = new Consumer("memory");
    memory.inherits("firn-domain firn-adapters-memory " + GUAVA);
    assertEquals("012345678901/photos", memory.run().strip());
  }

  @Test
  void the_server_brings_its_engine_and_no_storage() throws Exception {
    Consumer server = new Consumer("server");
    server.inherits("firn-domain firn-adapters-memory " + GUAVA + SERVER);
    assertEquals("{\"Marker\":null,\"VaultList\":[]}", server.run().strip());
  }

  @Test
  void everything_goes_together_and_brings_no_driver() throws Exception {
    Consumer everything = new Consumer("everything");
    everything.inherits(
        "firn-domain firn-adapters-memory firn-adapters-rocksdb firn-adapters-jdbc"
            + " firn-adapters-testkit firn-junit "
            + GUAVA
            + SERVER
            + "rocksdbjni "
            + DATABASE
            + JUNIT);
    assertEquals(List.of("jdbc", "memory", "rocksdb"), everything.run().lines().toList());
  }

  /** A project that Maven has resolved. */
  private record Consumer(String name) {
    private Path folder() {
      return Path.of("target/it", name);
    }

    private List<Path> classPath() throws IOException {
      return Stream.of(
              Files.readString(folder().resolve("target/classpath")).split(File.pathSeparator))
          .map(Path::of)
          .toList();
    }

    /** Checks what is on the class path, and that this build was tested with the same versions. */
    void inherits(String artifacts) throws IOException {
      Set<String> tested =
          Pattern.compile(File.pathSeparator)
              .splitAsStream(System.getProperty("java.class.path"))
              .map(path -> Path.of(path).getFileName().toString())
              .collect(Collectors.toSet());
      Set<String> inherited = new TreeSet<>();
      List<String> untested = new ArrayList<>();
      for (Path jar : classPath()) {
        String file = jar.getFileName().toString();
        String artifact = jar.getName(jar.getNameCount() - 3).toString();
        inherited.add(artifact);
        if (!artifact.startsWith("firn-") && !tested.contains(file)) {
          untested.add(file);
        }
      }
      assertEquals(new TreeSet<>(List.of(artifacts.strip().split(" +"))), inherited);
      assertEquals(List.of(), untested, "Firn was tested with other versions");
    }

    /** Compiles and runs the program, and returns what it prints. */
    String run() throws Exception {
      String classPath =
          classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
      Path output = folder().resolve("target/output");
      Process java =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xshare:auto",
                  "-cp",
                  classPath,
                  folder().resolve("App.java").toString())
              .redirectError(folder().resolve("target/errors").toFile())
              .redirectOutput(output.toFile())
              .start();
      assertEquals(
          0,
          java.waitFor(),
          () -> {
            try {
              return Files.readString(folder().resolve("target/errors"));
            } catch (IOException e) {
              return e.toString();
            }
          });
      return Files.readString(output, UTF_8);
    }
  }
}
