// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.cli;

import dev.firn.domain.Firn;
import dev.firn.http.FirnHttpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code firn demo}: the main job, shown and checked over the real API, on storage that is thrown
 * away.
 */
@Command(
    name = "demo",
    description =
        "Shows the main job: a server of its own, some uploads, and a walk through them while one is aborted.")
final class Demo implements Callable<Integer> {
  @Mixin HelpOption help = new HelpOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("firn-demo");
    try (Firn firn = Firn.open("rocksdb:" + folder);
        FirnHttpServer server = FirnHttpServer.over(firn).port(0).start()) {
      System.out.println("Firn listens on " + server.uri() + ", storing in " + folder);
      List<String> faults = new DemoStory(new DemoClient(server.uri())).tell();
      faults.forEach(fault -> System.out.println("NOT AS IT SHOULD BE: " + fault));
      System.out.println(faults.isEmpty() ? "All is as it should be." : "The demo failed.");
      return faults.isEmpty() ? 0 : 1;
    } finally {
      remove(folder);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
