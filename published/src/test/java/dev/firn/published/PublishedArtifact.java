// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.published;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * An artifact as it lies in the local repository of who uses it.
 *
 * @param name its artifact ID
 * @param folder where its version lies
 */
record PublishedArtifact(String name, Path folder) {
  private static final Path GROUP = Path.of("target/local-repo/dev/firn");
  private static final String VERSION = System.getProperty("firn.version");

  /** Returns the artifact of a name. */
  static PublishedArtifact of(String name) {
    return new PublishedArtifact(name, GROUP.resolve(name).resolve(VERSION));
  }

  /** Returns all that have a jar, by name. */
  static List<PublishedArtifact> libraries() throws IOException {
    try (Stream<Path> folders = Files.list(GROUP)) {
      return folders
          .map(folder -> of(folder.getFileName().toString()))
          .filter(artifact -> Files.exists(artifact.file(".jar")))
          .sorted(Comparator.comparing(PublishedArtifact::name))
          .toList();
    }
  }

  /** Returns the file with this end of its name. */
  Path file(String end) {
    return folder.resolve(name + "-" + VERSION + end);
  }

  /** Returns what comes with the jar, where the build of its module has put it. */
  private Path attached(String end) {
    Path target = Path.of("..", name.substring("firn-".length()), "target");
    Path versioned = target.resolve(name + "-" + VERSION + end);
    return Files.exists(versioned) ? versioned : target.resolve(name + end);
  }

  /** Returns the packages that are documented: those are the API, and no other. */
  List<String> apiPackages() throws IOException {
    try (JarFile jar = new JarFile(attached("-javadoc.jar").toFile())) {
      return text(jar, jar.getJarEntry("element-list")).lines().toList();
    }
  }

  /** Returns the page of a type in the Javadoc, if it has one: else it is no API. */
  Optional<String> page(Class<?> type) throws IOException {
    String nested = type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    try (JarFile jar = new JarFile(attached("-javadoc.jar").toFile())) {
      JarEntry entry =
          jar.getJarEntry(type.getPackageName().replace('.', '/') + "/" + nested + ".html");
      return entry == null ? Optional.empty() : Optional.of(text(jar, entry));
    }
  }

  /** Returns the text of all Java files, by their path. */
  Map<String, String> sources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (JarFile jar = new JarFile(attached("-sources.jar").toFile())) {
      Enumeration<JarEntry> entries = jar.entries();
      while (entries.hasMoreElements()) {
        JarEntry entry = entries.nextElement();
        if (entry.getName().endsWith(".java")) {
          sources.put(entry.getName(), text(jar, entry));
        }
      }
    }
    return sources;
  }

  private static String text(JarFile jar, JarEntry entry) throws IOException {
    return new String(jar.getInputStream(entry).readAllBytes(), UTF_8);
  }

  @Override
  public String toString() {
    return name;
  }
}
