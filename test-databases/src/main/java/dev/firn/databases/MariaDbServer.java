// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.databases;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** MariaDB. */
final class MariaDbServer extends DatabaseServer {
  private static final String READY = "ready for connections";

  private final Path binaries;
  private final Path data;
  private final Path temporary;
  private final int port;
  private Process server;

  MariaDbServer(Path folder) throws IOException {
    binaries = MariaDbBinaries.folder();
    data = folder.resolve("data");
    temporary = Files.createDirectories(folder.resolve("tmp"));
    port = freePort();
    install();
    server = start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private Process run(String program, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(binaries.resolve(program).toString());
    // First of all, and without regard to what else is installed on the machine.
    command.add("--no-defaults");
    command.add("--basedir=" + binaries);
    command.add("--datadir=" + data);
    command.add("--user=" + System.getProperty("user.name"));
    command.addAll(List.of(more));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // Each server deletes, as it starts, what others have in a folder for temporary tables.
    builder.environment().put("TMPDIR", temporary.toString());
    return builder.start();
  }

  private void install() throws IOException {
    Process process = run("scripts/mariadb-install-db", "--auth-root-authentication-method=normal");
    List<String> output = process.inputReader().lines().toList();
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(String.join("\n", output));
    }
  }

  private Process start() throws IOException {
    Process process =
        run(
            "bin/mariadbd",
            "--bind-address=127.0.0.1",
            "--port=" + port,
            "--socket=" + data.resolve("socket"),
            "--innodb-flush-log-at-trx-commit=1",
            // It would make a key and a certificate, which takes seconds.
            "--skip-ssl");
    awaitLine(process, READY);
    return process;
  }

  private static void awaitLine(Process process, String text) throws IOException {
    BufferedReader output = process.inputReader();
    List<String> lines = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      lines.add(line);
      if (line.contains(text)) {
        Thread drain = new Thread(() -> output.lines().forEach(ignored -> {}));
        drain.setDaemon(true);
        drain.start();
        return;
      }
    }
    throw new IOException(
        "MariaDB has ended without \"" + text + "\":\n" + String.join("\n", lines));
  }

  @Override
  String url(String database) {
    return "jdbc:mariadb://127.0.0.1:" + port + "/" + database + "?user=root";
  }

  @Override
  String anyDatabase() {
    return "mysql";
  }

  @Override
  String creating() {
    return "CHARACTER SET utf8mb4 COLLATE utf8mb4_german2_ci";
  }

  @Override
  List<String> emptying(List<String> tables) {
    List<String> statements = new ArrayList<>(List.of("SET foreign_key_checks = 0"));
    // Deleting a few rows is much quicker than truncating, which makes a new file.
    tables.forEach(table -> statements.add("DELETE FROM " + table));
    return statements;
  }

  @Override
  public void kill() {
    server.destroyForcibly().onExit().join();
  }

  @Override
  public void restart() throws IOException {
    server = start();
  }
}
