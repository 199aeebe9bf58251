// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.databases;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** PostgreSQL. */
final class PostgreSqlServer extends DatabaseServer {
  private final Path data;
  private EmbeddedPostgres server;

  PostgreSqlServer(Path folder) throws IOException {
    data = folder.resolve("data");
    server = settings().start();
  }

  private EmbeddedPostgres.Builder settings() {
    // All that the library turns off to be quick, on.
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        // In its own folder, where nothing is left of one that was killed.
        .setServerConfig("dynamic_shared_memory_type", "mmap");
  }

  @Override
  String url(String database) {
    return server.getJdbcUrl("postgres", database);
  }

  @Override
  String anyDatabase() {
    return "postgres";
  }

  @Override
  String creating() {
    return "TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'de'";
  }

  @Override
  List<String> emptying(List<String> tables) {
    return List.of("TRUNCATE " + String.join(", ", tables));
  }

  @Override
  public void kill() {
    ProcessHandle main = ProcessHandle.of(mainProcess()).orElseThrow();
    List<ProcessHandle> all = Stream.concat(Stream.of(main), main.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    while (all.stream().anyMatch(ProcessHandle::isAlive)) {
      // They are no children of this process, which would be told.
      Thread.onSpinWait();
    }
  }

  /** Returns the process that started all others: the first line of a file, by its manual. */
  private long mainProcess() {
    try {
      return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void restart() throws IOException {
    int port = server.getPort();
    // It finds nothing to stop, and lets go of the folder.
    server.close();
    server = settings().setPort(port).start();
  }
}
