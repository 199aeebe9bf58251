// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders for the data of servers that nobody will want to see again. */
final class Folders {
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long ROOM = 4L << 30;

  private Folders() {}

  /**
   * Creates a folder in memory, if the machine has room there. Forcing a file to the disk costs
   * nothing there, and is of use only when the machine falls over, which no test has it do: what a
   * killed process has written is there afterwards.
   */
  static Path inMemory() throws IOException {
    boolean room = Files.isWritable(MEMORY) && MEMORY.toFile().getUsableSpace() > ROOM;
    return room ? Files.createTempDirectory(MEMORY, "firn") : Files.createTempDirectory("firn");
  }

  static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
