// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A way for a disk to take no more, and then to take more again. */
enum SmallDisk {
  /** A file system of its own, in memory, which has no space left until a file is deleted. */
  FULL {
    @Override
    void prepare(Path folder) throws IOException, InterruptedException {
      run("mount", "-t", "tmpfs", "-o", "size=256m", "firn", folder.toString());
      // RocksDB waits for 64 MiB to be free.
      Files.write(folder.resolve("ballast"), new byte[230 << 20]);
    }

    @Override
    void limit(Path folder, FirnProcess firn) {}

    @Override
    void free(Path folder, FirnProcess firn) throws IOException {
      Files.delete(folder.resolve("ballast"));
    }

    @Override
    void end(Path folder) throws IOException, InterruptedException {
      run("umount", "--lazy", folder.toString());
    }
  },

  /** A limit to the size of each file, which stands for a quota, and is raised. */
  LIMITED {
    @Override
    void prepare(Path folder) {}

    @Override
    void limit(Path folder, FirnProcess firn) throws IOException, InterruptedException {
      run("prlimit", "--pid", "" + firn.pid(), "--fsize=1500000:unlimited");
    }

    @Override
    void free(Path folder, FirnProcess firn) throws IOException, InterruptedException {
      run("prlimit", "--pid", "" + firn.pid(), "--fsize=unlimited");
    }

    @Override
    void end(Path folder) {}
  };

  /** Makes a folder ready for a server to be started there. */
  abstract void prepare(Path folder) throws IOException, InterruptedException;

  /** Keeps the started server, which has written some MiB, from writing many more. */
  abstract void limit(Path folder, FirnProcess firn) throws IOException, InterruptedException;

  /** Lets it write again. */
  abstract void free(Path folder, FirnProcess firn) throws IOException, InterruptedException;

  /** Leaves nothing of it but the folder. */
  abstract void end(Path folder) throws IOException, InterruptedException;

  /** Tells whether this user may make such a disk. */
  boolean isAllowed() {
    return this == LIMITED || "root".equals(System.getProperty("user.name"));
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(List.of(command) + ": " + output);
    }
  }
}
