// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.Firn;
import dev.firn.http.api.ApiOperation;
import dev.firn.http.credentials.Credentials;
import dev.firn.http.key.AccessKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLClassLoader;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README, taken at its word. Its commands are run by {@link DemoIT} and {@link ServeIT}. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReadmeTest {
  private static final Path ROOT = Path.of("..");
  @TempDir Path folder;

  private static String readme() throws IOException {
    return Files.readString(ROOT.resolve("README.md"));
  }

  private static List<String> blocks(String language) throws IOException {
    return Snippets.in(ROOT.resolve("README.md"), language);
  }

  @Test
  void the_first_program_compiles_and_prints_the_upload() throws Exception {
    String block = blocks("java").get(0);
    Snippets.compile(
        folder,
        "Readme",
        "public class Readme { public static void print(java.io.PrintStream out) {"
            + block.replace("System.out", "out")
            + "} }");
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (URLClassLoader loader = Snippets.loader(folder)) {
      loader
          .loadClass("Readme")
          .getMethod("print", PrintStream.class)
          .invoke(null, new PrintStream(printed, true, UTF_8));
    }
    String output = printed.toString(UTF_8);
    assertTrue(output.contains("description=holiday") && output.lines().count() == 1, output);
  }

  @Test
  void the_test_of_an_adapter_compiles() throws Exception {
    Snippets.compile(
        folder,
        "MyStorage",
        """
        class MyStorage implements Storage {
          private final Storage memory = Storages.open("memory:");
          MyStorage(Path folder) {}
          public VaultRepository vaults() { return memory.vaults(); }
          public UploadRepository uploads() { return memory.uploads(); }
          public ArchiveRepository archives() { return memory.archives(); }
          public ContentRepository contents() { return memory.contents(); }
          public SettingsRepository settings() { return memory.settings(); }
          public JobRepository jobs() { return memory.jobs(); }
          public NoticeRepository notices() { return memory.notices(); }
          public void close() { memory.close(); }
        }
        """);
    Snippets.compile(folder, "MyStorageTest", blocks("java").get(1));
  }

  @Test
  void the_requests_by_hand_are_answered_as_shown() throws Exception {
    String block =
        blocks("console").stream()
            .filter(text -> text.contains("$ curl"))
            .findFirst()
            .orElseThrow();
    try (Firn firn = Firn.open("memory:");
        FirnHttpServer server = FirnHttpServer.over(firn).port(0).start()) {
      List<String> answers = new ArrayList<>();
      for (String line : block.lines().filter(text -> text.startsWith("$ ")).toList()) {
        HttpResponse<String> answer =
            Curl.run(line.substring(2).replace("http://127.0.0.1:8080", server.uri().toString()));
        assertTrue(answer.statusCode() < 300, answer.body());
        answers.add(answer.body());
      }
      String shown = block.lines().reduce((a, b) -> b).orElseThrow();
      assertEquals(masked(shown), masked(answers.get(answers.size() - 1)));
    }
  }

  /** Leaves out what is another at each run. */
  private static String masked(String json) {
    return json.replaceAll("F[A-Za-z0-9_-]{91}", "ID")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]{12}Z", "DATE");
  }

  @Test
  void the_table_of_operations_tells_the_truth() throws Exception {
    Map<String, String> told = new TreeMap<>();
    Matcher matcher =
        Pattern.compile("\\| ([A-Z]\\w+) \\| (yes|not yet) (?=\\|)").matcher(readme());
    while (matcher.find()) {
      told.put(matcher.group(1), matcher.group(2));
    }
    Map<String, String> true33 = new TreeMap<>();
    try (Firn firn = Firn.open("memory:")) {
      var offered = GlacierOperations.over(firn);
      Stream.of(ApiOperation.values())
          .forEach(
              operation ->
                  true33.put(
                      operation.apiName(), offered.containsKey(operation) ? "yes" : "not yet"));
    }
    assertEquals(33, true33.size());
    assertEquals(true33, told);
  }

  @Test
  void the_example_of_credentials_can_be_used() throws Exception {
    Credentials credentials =
        Credentials.read(Files.readAllBytes(ROOT.resolve("docs/credentials-example.json")));
    Matcher keys =
        Pattern.compile("AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY)=(\\S+)").matcher(readme());
    assertTrue(keys.find());
    AccessKey key = credentials.find(keys.group(2)).orElseThrow().key();
    assertTrue(keys.find());
    assertEquals(key.secret(), keys.group(2));
    assertEquals(3, credentials.size());
  }

  @Test
  void artifacts_and_links_are_there() throws Exception {
    String text = readme();
    String pom = Files.readString(ROOT.resolve("pom.xml"));
    Matcher artifacts = Pattern.compile("`(firn-adapters-\\w+)`").matcher(text);
    while (artifacts.find()) {
      assertTrue(
          pom.contains("<artifactId>" + artifacts.group(1) + "</artifactId>"), artifacts.group(1));
    }
    Matcher bom =
        Pattern.compile("<artifactId>firn-bom</artifactId>\\s+(<version>[\\w.-]+</version>)")
            .matcher(Files.readString(ROOT.resolve("docs/embedding.md")));
    assertTrue(bom.find() && pom.contains(bom.group(1)), "a program's pom has the version of ours");
    Matcher links = Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(text);
    while (links.find()) {
      assertTrue(Files.exists(ROOT.resolve(links.group(1))), links.group(1));
    }
  }
}
