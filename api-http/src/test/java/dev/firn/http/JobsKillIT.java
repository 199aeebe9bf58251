// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.firn.domain.Firn;
import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentId;
import dev.firn.domain.job.Job;
import dev.firn.domain.page.Scan;
import dev.firn.domain.settings.TopicArn;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.storage.Storages;
import dev.firn.domain.vault.VaultKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A real server, killed again and again in the midst of jobs, of notices of their ends, and of what
 * is set for their vault: what was acknowledged of them comes to its end, or is as it was set.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class JobsKillIT {
  private static final int ROUNDS = 3;
  private static final int CLIENTS_OF_JOBS = 3;

  /** A server that lives for some seconds is not worth the second compiler's time. */
  private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

  private static final VaultKey PHOTOS = VaultKey.of("012345678901", "photos");
  private static final String TOPIC = "arn:aws:sns:us-east-1:012345678901:job";
  private static final List<String> TOPICS_OF_VAULT =
      Stream.of("a", "b", "c", "d", "e")
          .map("arn:aws:sns:us-east-1:012345678901:"::concat)
          .toList();

  /**
   * After which all that takes long is due, as is a notice that somebody took, or tried to send.
   */
  private static final Duration LONG = Duration.ofHours(1);

  @TempDir Path folder;

  private final TestClock clock = new TestClock();
  private final JobsWriter jobs = new JobsWriter(TOPIC);
  private final List<ToldSetting> settings =
      List.of(
          ToldSetting.tags(),
          ToldSetting.notifications(TOPICS_OF_VAULT),
          ToldSetting.accessPolicy());
  private HesitantEndpoint endpoint;

  @BeforeEach
  void listen() throws IOException {
    endpoint = new HesitantEndpoint();
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  private FirnProcess serve(String storage) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("serve", "--storage", storage, "--port", "0"));
    arguments.addAll(List.of("--retrieval", "expedited=instant,standard=instant,bulk=10m"));
    arguments.addAll(List.of("--topic", TOPIC + "=" + endpoint.url("/job")));
    TOPICS_OF_VAULT.forEach(
        topic -> arguments.addAll(List.of("--topic", topic + "=" + endpoint.url("/vault"))));
    return FirnProcess.startWith(QUICK_START, folder, arguments.toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("dev.firn.http.TestStorage#durable")
  void what_was_acknowledged_survives_kill_9_and_every_end_is_told(TestStorage kind)
      throws Exception {
    String storage = kind.newUrl(folder);
    Random random = new Random(9);
    for (int round = 0; round < ROUNDS; round++) {
      try (FirnProcess firn = serve(storage)) {
        VaultClient vault = VaultClient.create(new WireClient(firn.awaitReady()));
        if (round == 0) {
          set(vault);
        }
        check(vault, round);
        int more = 10 + random.nextInt(20);
        UntilKilled.run(
            firn,
            clients(vault),
            () -> endpoint.awaitUnanswered(2) && jobs.awaitAcknowledged(more));
      }
    }
    try (Storage stored = Storages.open(storage)) {
      Firn later = Firn.builder().clock(clock).over(stored);
      assertEverybodyIsTold(later);
      assertOnlyWhatIsNamedIsStored(later, stored);
    }
  }

  /** Two that retrieve archives, one that retrieves inventories, and one for each setting. */
  private List<UntilKilled.Client> clients(VaultClient vault) {
    List<UntilKilled.Client> clients = new ArrayList<>();
    clients.add(number -> jobs.retrieveArchive(vault, number));
    clients.add(number -> jobs.retrieveArchive(vault, number));
    clients.add(number -> jobs.retrieveInventory(vault, number));
    settings.forEach(setting -> clients.add(number -> setting.set(vault)));
    return clients;
  }

  private void set(VaultClient vault) throws IOException, InterruptedException {
    for (ToldSetting setting : settings) {
      setting.set(vault);
    }
  }

  private void check(VaultClient vault, int kills) throws IOException, InterruptedException {
    jobs.told().check(vault, kills * CLIENTS_OF_JOBS);
    for (ToldSetting setting : settings) {
      setting.check(vault);
    }
  }

  private void assertEverybodyIsTold(Firn firn) throws Exception {
    clock.move(LONG);
    jobs.told().allAreDue();
    endpoint.takeAll();
    FirnHttpServer.Builder builder =
        FirnHttpServer.over(firn).port(0).topic(new TopicArn(TOPIC), endpoint.url("/job"));
    TOPICS_OF_VAULT.forEach(topic -> builder.topic(new TopicArn(topic), endpoint.url("/vault")));
    try (FirnHttpServer server = builder.start()) {
      check(new VaultClient(new WireClient(server.uri())), ROUNDS);
      endpoint.await("/job", jobs.told().ends());
      endpoint.await("/vault", jobs.told().ends());
    }
  }

  /** Once all jobs are forgotten, there is no byte but those of archives. */
  private void assertOnlyWhatIsNamedIsStored(Firn firn, Storage stored) {
    clock.move(Job.KEPT.plus(LONG));
    firn.sweep();
    assertEquals(List.of(), firn.jobs().jobs(PHOTOS).toList());
    List<ContentId> named =
        stored.archives().scan(PHOTOS, Scan.first(10_000)).stream()
            .map(Archive::id)
            .flatMap(id -> stored.archives().parts(PHOTOS, id, Scan.first(10)).stream())
            .map(Part::content)
            .sorted()
            .toList();
    assertEquals(named, stored.contents().stored(Scan.first(10_000)));
  }
}
