// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.Firn;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.job.InventoryFormat;
import dev.firn.domain.job.JobTask;
import dev.firn.domain.job.Notice;
import dev.firn.domain.job.Notices;
import dev.firn.domain.settings.NotificationConfiguration;
import dev.firn.domain.settings.TopicArn;
import dev.firn.domain.settings.VaultEvent;
import dev.firn.domain.vault.VaultKey;
import dev.firn.http.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Which notices the end of a job brings, and when each comes again. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NoticesTest {
  private static final VaultKey PHOTOS = VaultKey.of("012345678901", "photos");
  private static final TopicArn OWN = new TopicArn("arn:aws:sns:us-east-1:012345678901:own");
  private static final TopicArn SET = new TopicArn("arn:aws:sns:us-east-1:012345678901:set");

  private final TestClock clock = new TestClock();
  private final Firn firn = Firn.builder().clock(clock).open("memory:");
  private final Notices notices = firn.notices();

  @BeforeEach
  void create_the_vault() {
    firn.vaults().createVault(PHOTOS);
  }

  @AfterEach
  void close() {
    firn.close();
  }

  private void end(Optional<TopicArn> topic) {
    JobTask.InventoryRetrieval task =
        new JobTask.InventoryRetrieval(
            InventoryFormat.JSON,
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            Optional.empty());
    firn.jobs()
        .describeJob(
            PHOTOS,
            firn.jobs()
                .initiateInventoryRetrieval(PHOTOS, task, ArchiveDescription.none(), topic)
                .id());
  }

  private void configure(TopicArn topic, VaultEvent event) {
    firn.vaultNotifications()
        .setVaultNotifications(PHOTOS, new NotificationConfiguration(topic, Set.of(event)));
  }

  private Set<TopicArn> topics() {
    return notices.due(10).stream().map(Notice::topic).collect(Collectors.toSet());
  }

  private Notice only() {
    List<Notice> due = notices.due(10);
    assertEquals(1, due.size());
    return due.get(0);
  }

  @Test
  void a_job_without_a_topic_brings_none() {
    end(Optional.empty());
    assertEquals(List.of(), notices.due(10));
  }

  @Test
  void both_topics_are_told_and_one_that_is_both_once() {
    configure(SET, VaultEvent.INVENTORY_RETRIEVAL_COMPLETED);
    end(Optional.of(OWN));
    assertEquals(Set.of(OWN, SET), topics());
    assertEquals(2, notices.due(10).size());
    notices.due(10).forEach(each -> notices.delivered(notices.take(each).orElseThrow()));
    end(Optional.of(SET));
    assertEquals(SET, only().topic());
  }

  @Test
  void a_configuration_tells_of_its_events_alone() {
    configure(SET, VaultEvent.ARCHIVE_RETRIEVAL_COMPLETED);
    end(Optional.empty());
    assertEquals(Set.of(), topics());
  }

  @Test
  void who_takes_a_notice_has_it_alone_for_a_minute() {
    end(Optional.of(OWN));
    Notice due = only();
    Optional<Notice> taken = notices.take(due);
    assertTrue(taken.isPresent());
    assertEquals(Optional.empty(), notices.take(due));
    assertEquals(List.of(), notices.due(10));
    clock.move(Notices.LEASE.minusSeconds(20));
    assertEquals(List.of(), notices.due(10));
    clock.move(Duration.ofSeconds(20));
    assertEquals(due.id(), only().id(), "who has taken it is gone");
  }

  @Test
  void what_is_delivered_never_comes_again() {
    end(Optional.of(OWN));
    notices.delivered(notices.take(only()).orElseThrow());
    clock.move(Notices.KEPT);
    assertEquals(List.of(), notices.due(10));
  }

  @Test
  void what_fails_comes_again_with_the_same_id_later_each_time_and_at_last_never() {
    end(Optional.of(OWN));
    Notice first = only();
    for (int attempts = 1; attempts < 8; attempts++) {
      Notice taken = notices.take(only()).orElseThrow();
      assertEquals(attempts, taken.attempts());
      assertTrue(notices.failed(taken));
      assertEquals(List.of(), notices.due(10), "not at once");
      Duration half = Duration.ofSeconds(1L << (attempts - 1));
      clock.move(half);
      if (attempts > 5) {
        // There is time left for a machine that is slow.
        assertEquals(List.of(), notices.due(10), "twice as late each time");
      }
      clock.move(half);
      assertEquals(first.id(), only().id());
    }
    clock.move(Notices.KEPT);
    assertFalse(notices.failed(notices.take(only()).orElseThrow()));
    clock.move(Notices.KEPT);
    assertEquals(List.of(), notices.due(10));
  }
}
