// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What lies in a repository is whole, and needs nothing of this build. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ArtifactsIT {
  private static final Path ROOT = Path.of("..");

  static List<PublishedArtifact> libraries() throws IOException {
    return PublishedArtifact.libraries();
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void sources_and_javadoc_come_with_each(PublishedArtifact library) throws Exception {
    assertFalse(library.sources().isEmpty());
    assertFalse(library.apiPackages().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void a_module_has_the_name_that_its_packages_begin_with(PublishedArtifact library) {
    ModuleDescriptor module = module(library);
    String shortest =
        module.packages().stream()
            .min((one, other) -> Integer.compare(one.length(), other.length()))
            .orElseThrow();
    assertEquals(shortest, module.name());
    assertTrue(
        module.packages().stream().allMatch(name -> (name + ".").startsWith(shortest + ".")),
        () -> "All should begin with " + shortest + ": " + module.packages());
  }

  @Test
  void no_two_modules_share_a_package() throws Exception {
    Set<String> seen = new HashSet<>();
    for (PublishedArtifact library : libraries()) {
      for (String name : module(library).packages()) {
        assertTrue(seen.add(name), name);
      }
    }
  }

  private static ModuleDescriptor module(PublishedArtifact library) {
    return ModuleFinder.of(library.file(".jar")).findAll().iterator().next().descriptor();
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void a_pom_stands_on_its_own(PublishedArtifact library) throws Exception {
    String pom = Files.readString(library.file(".pom"));
    for (String foreign :
        List.of("<parent>", "<dependencyManagement>", "<scope>test</scope>", "${")) {
      assertFalse(pom.contains(foreign), () -> foreign + " in\n" + pom);
    }
    assertTrue(pom.contains("<name>Apache-2.0</name>"), pom);
  }

  @Test
  void the_bom_names_what_is_published_and_nothing_else() throws Exception {
    String pom = Files.readString(PublishedArtifact.of("firn-bom").file(".pom"));
    assertFalse(pom.replace("${project.version}", "").matches("(?s).*(<parent>|[$][{]).*"), pom);
    Set<String> named = artifactIds(pom);
    assertTrue(named.remove("firn-bom"));
    assertEquals(
        libraries().stream().map(PublishedArtifact::name).collect(Collectors.toSet()), named);
    assertEquals(published(), named);
  }

  /** Returns the modules of the build that are not kept from being published. */
  private static Set<String> published() throws IOException {
    Set<String> published = new TreeSet<>();
    try (Stream<Path> folders = Files.list(ROOT)) {
      for (Path pom : folders.map(folder -> folder.resolve("pom.xml")).toList()) {
        if (Files.exists(pom) && !pom.startsWith(ROOT.resolve("bom"))) {
          String text = Files.readString(pom);
          if (!text.contains("<firn.unpublished>true</firn.unpublished>")) {
            published.add(artifactIds(text.substring(text.indexOf("</parent>"))).iterator().next());
          }
        }
      }
    }
    return published;
  }

  private static Set<String> artifactIds(String pom) {
    Set<String> ids = new LinkedHashSet<>();
    Matcher matcher = Pattern.compile("<artifactId>(firn-[\\w-]+)</artifactId>").matcher(pom);
    while (matcher.find()) {
      ids.add(matcher.group(1));
    }
    return ids;
  }
}
