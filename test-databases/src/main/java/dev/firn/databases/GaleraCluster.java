// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.databases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Three MariaDB servers that have one database, {@code firn}, in common: the script {@code galera}
 * of this module brings them up from Debian's packages. Not thread-safe.
 */
public final class GaleraCluster implements AutoCloseable {
  /** How many nodes there are. */
  public static final int NODES = 3;

  private static final Path SCRIPT =
      Path.of("..", "test-databases", "galera").toAbsolutePath().normalize();

  private final Path folder;
  private final List<String> hosts;

  private GaleraCluster(Path folder) throws IOException {
    this.folder = folder;
    hosts = up();
  }

  private List<String> up() throws IOException {
    try {
      return Stream.of(run("up").split(" ")).map(port -> "127.0.0.1:" + port).toList();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** Makes and starts a new cluster, whose data are deleted when it is closed. */
  public static GaleraCluster start() throws IOException {
    return new GaleraCluster(Folders.inMemory());
  }

  /** Runs the script, and returns what it prints. */
  private String run(String command, String... more) throws IOException {
    List<String> line = new ArrayList<>(List.of(SCRIPT.toString(), command, folder.toString()));
    line.addAll(List.of(more));
    Process process = new ProcessBuilder(line).redirectError(errors().toFile()).start();
    String output = process.inputReader().lines().collect(Collectors.joining("\n"));
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(line + " failed:\n" + Files.readString(errors()));
    }
    return output;
  }

  private Path errors() {
    return folder.resolveSibling(folder.getFileName() + ".errors");
  }

  /**
   * Returns the URL of the database by all nodes, in turn from the first that answers.
   *
   * @param first the node to begin with, from 1 to 3
   */
  public String url(int first) {
    String inTurn =
        IntStream.range(0, NODES)
            .mapToObj(each -> hosts.get((first - 1 + each) % NODES))
            .collect(Collectors.joining(","));
    return "jdbc:mariadb:sequential://" + inTurn + "/firn?user=root";
  }

  /** Sends SIGKILL to a node, and waits for its end. */
  public void kill(int node) throws IOException {
    run("kill", "" + node);
  }

  /** Starts a node that was killed, and waits until it has all that the others have. */
  public void restart(int node) throws IOException {
    run("start", "" + node);
  }

  @Override
  public void close() throws IOException {
    run("down");
    Folders.delete(folder);
    Files.deleteIfExists(errors());
  }
}
