// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is API, as docs/api.md says: known to the last signature, and closed in itself. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ApiIT {
  private static final Path WRITTEN_DOWN = Path.of("api");
  private static final Path FOUND = Path.of("target/api");
  private static final String NOT_API = "Not API";

  /** What else than Java a signature may mention: whoever tests a storage has JUnit. */
  private static final Pattern SHARED = Pattern.compile("(java|javax)\\..*");

  private static final Pattern JUNIT = Pattern.compile("org\\.junit\\.jupiter\\.api\\..*");
  private static final Map<String, Pattern> SHARED_BY =
      Map.of("firn-adapters-testkit", JUNIT, "firn-junit", JUNIT);

  static List<PublishedArtifact> libraries() throws IOException {
    return PublishedArtifact.libraries();
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void a_change_of_it_is_seen(PublishedArtifact library) throws Exception {
    StringBuilder found = new StringBuilder();
    for (ApiSignatures type : api(library)) {
      type.lines().forEach(line -> found.append(line).append('\n'));
    }
    String name = library.name() + ".txt";
    Files.createDirectories(FOUND);
    Files.writeString(FOUND.resolve(name), found);
    Path expected = WRITTEN_DOWN.resolve(name);
    assertEquals(
        Files.exists(expected) ? Files.readString(expected) : "",
        found.toString(),
        "If the change is meant, write it down: cp published/target/api/*.txt published/api/");
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void its_signatures_mention_nothing_else(PublishedArtifact library) throws Exception {
    List<String> others = new ArrayList<>();
    Set<Class<?>> api = new HashSet<>();
    for (PublishedArtifact each : libraries()) {
      api(each).forEach(known -> api.add(known.type()));
    }
    for (ApiSignatures type : api(library)) {
      for (Class<?> mentioned : type.mentioned()) {
        String name = mentioned.getName();
        boolean known =
            mentioned.isPrimitive()
                || SHARED.matcher(name).matches()
                || (SHARED_BY.containsKey(library.name())
                    && SHARED_BY.get(library.name()).matcher(name).matches())
                || api.contains(mentioned);
        if (!known) {
          others.add(type.type().getName() + " mentions " + name);
        }
      }
    }
    assertEquals(List.of(), others);
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void packages_that_are_not_it_say_so(PublishedArtifact library) throws Exception {
    List<String> api = library.apiPackages();
    Map<String, String> sources = library.sources();
    Set<String> packages =
        ModuleFinder.of(library.file(".jar")).findAll().iterator().next().descriptor().packages();
    for (String name : packages) {
      String told = sources.get(name.replace('.', '/') + "/package-info.java");
      assertTrue(told != null, () -> name + " has no package-info");
      assertEquals(!api.contains(name), told.contains(NOT_API), name);
    }
  }

  /** Returns the types that are API, by name. */
  private static List<ApiSignatures> api(PublishedArtifact library) throws Exception {
    List<String> packages = library.apiPackages();
    List<ApiSignatures> types = new ArrayList<>();
    try (JarFile jar = new JarFile(library.file(".jar").toFile())) {
      for (JarEntry entry : jar.stream().toList()) {
        String name = entry.getName().replace('/', '.').replaceFirst("\\.class$", "");
        if (entry.getName().endsWith(".class")
            && !name.endsWith("package-info")
            && packages.contains(name.substring(0, name.lastIndexOf('.')))) {
          Class<?> type = Class.forName(name, false, ApiIT.class.getClassLoader());
          library.page(type).ifPresent(page -> types.add(new ApiSignatures(type, page)));
        }
      }
    }
    types.sort(Comparator.comparing(each -> each.type().getName()));
    return types;
  }
}
