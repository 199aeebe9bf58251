// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static dev.firn.testkit.SampleArchives.hour;
import static dev.firn.testkit.SampleJobs.ended;
import static dev.firn.testkit.SampleJobs.inventory;
import static dev.firn.testkit.SampleJobs.notice;
import static dev.firn.testkit.SampleJobs.noticeId;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.created;
import static dev.firn.testkit.SampleUploads.vault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.job.Job;
import dev.firn.domain.job.JobStatus;
import dev.firn.domain.job.Notice;
import dev.firn.domain.job.NoticeRepository;
import dev.firn.domain.settings.TopicArn;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.vault.VaultKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What {@link NoticeRepository} promises to one thread; {@link StorageContract} brings it together
 * with the rest.
 */
@Clause("notices, clauses 1 to 3")
abstract class NoticeRepositoryContract {
  private static final VaultKey FILMS = vault("films");

  abstract Storage storage();

  @BeforeEach
  void create_the_vaults() {
    storage().vaults().create(created(PHOTOS));
    storage().vaults().create(created(FILMS));
  }

  private NoticeRepository repository() {
    return storage().notices();
  }

  /** Ends the job with a number, which has so many notices, due at the hours of their numbers. */
  private List<Notice> given(VaultKey vault, int job, int... numbers) {
    Job ended = ended(inventory(vault, job), JobStatus.FAILED, hour(0));
    storage().jobs().add(inventory(vault, job));
    List<Notice> notices = new ArrayList<>();
    for (int number : numbers) {
      notices.add(notice(ended, number, hour(number)));
    }
    assertEquals(
        ContentNaming.NAMED,
        storage().jobs().complete(ended, Optional.empty(), notices),
        "jobs, clause 5: it is in progress");
    return notices;
  }

  private List<Notice> all() {
    return repository().due(hour(1_000), 1_000);
  }

  @Nested
  @Clause("notices, clause 1")
  class Due {

    // Whoever delivers notices asks for the next ones every now and then.
    @Test
    void is_of_any_vault_and_the_earliest_first() {
      List<Notice> late = given(PHOTOS, 1, 7, 5);
      List<Notice> early = given(FILMS, 2, 6, 4, 3);
      List<Notice> ordered =
          List.of(early.get(2), early.get(1), late.get(1), early.get(0), late.get(0));
      assertEquals(List.of(), repository().due(hour(3).minusMillis(1), 10), "before all");
      for (int n = 0; n < 5; n++) {
        assertEquals(
            ordered.subList(0, n), repository().due(hour(n + 3).minusMillis(1), 10), "not before");
        assertEquals(
            ordered.subList(0, n + 1), repository().due(hour(n + 3), 10), "at the very time");
        assertEquals(
            ordered.subList(0, Math.min(2, n + 1)), repository().due(hour(n + 3), 2), "at most");
      }
      assertThrows(
          UnsupportedOperationException.class, () -> all().remove(0), "the list is unmodifiable");
    }

    // A server that was down for a night.
    @Test
    void is_by_the_ids_where_the_times_are_the_same() {
      List<Notice> notices = new ArrayList<>();
      for (int number : List.of(5, 2, 4, 1, 3)) {
        VaultKey vault = number % 2 == 0 ? PHOTOS : FILMS;
        Job job = inventory(vault, number);
        storage().jobs().add(job);
        Job ended = ended(job, JobStatus.FAILED, hour(0));
        Notice notice = notice(ended, number, hour(9));
        storage().jobs().complete(ended, Optional.empty(), List.of(notice));
        notices.add(notice);
      }
      notices.sort((one, other) -> one.id().compareTo(other.id()));
      assertEquals(notices, repository().due(hour(9), 10), "in the order of their ids");
      assertEquals(notices.subList(0, 3), repository().due(hour(9), 3), "the first of them");
    }

    // What is told of a job is told when it is forgotten, and in the end as it was at first.
    @Test
    void has_every_field_also_when_the_job_is_gone() {
      Archive archive = Given.archive(storage(), PHOTOS, 1);
      Job retrieval = SampleJobs.retrieval(archive, 1);
      storage().jobs().add(retrieval);
      Job ended = ended(retrieval, JobStatus.SUCCEEDED, hour(1));
      TopicArn topic = new TopicArn("arn:aws-cn:sns:cn-north-1:999999999999:a-Z_0.fifo");
      Notice notice =
          new Notice(noticeId(1), topic, hour(1).plusMillis(1), hour(2), 1_000_000, ended);
      storage().jobs().complete(ended, Optional.empty(), List.of(notice));
      storage().jobs().forget(hour(1_000), 10);
      assertEquals(List.of(notice), all(), "as it was stored");
    }
  }

  @Nested
  @Clause("notices, clause 2")
  class Replace {

    // A topic cannot be reached: later, once more.
    @Test
    void replaces_what_is_as_expected() {
      List<Notice> notices = given(PHOTOS, 1, 1, 2);
      Notice postponed = notices.get(0).postponed(hour(5));
      assertTrue(repository().replace(notices.get(0), postponed), "it is as expected");
      assertEquals(List.of(notices.get(1), postponed), all(), "in the place of the former");
      assertEquals(List.of(), repository().due(hour(1), 10), "not due any more");
      assertEquals(List.of(notices.get(1)), repository().due(hour(4), 10), "not due yet");
      Notice sooner = postponed.postponed(hour(0));
      assertTrue(repository().replace(postponed, sooner), "it is as expected");
      assertEquals(List.of(sooner), repository().due(hour(0), 10), "due at once");
    }

    // Another node was at it.
    @Test
    void changes_nothing_where_it_is_not_as_expected() {
      Notice notice = given(PHOTOS, 1, 1).get(0);
      Notice postponed = notice.postponed(hour(5));
      Notice unknown = notice(notice.job(), 2, hour(1));
      assertFalse(repository().replace(unknown, unknown.postponed(hour(9))), "it is not stored");
      assertFalse(repository().replace(postponed, notice), "it is not postponed");
      assertFalse(
          repository().replace(notice(notice.job(), 1, hour(2)), postponed), "it is due at 1");
      assertEquals(List.of(notice), all(), "nothing is changed");
      assertTrue(repository().replace(notice, postponed), "it is as expected");
      assertFalse(repository().replace(notice, notice.postponed(hour(7))), "not any more");
      assertEquals(List.of(postponed), all(), "nothing is changed");
    }
  }

  @Nested
  @Clause("notices, clause 3")
  class Remove {

    @Test
    void is_true_once_and_false_ever_after() {
      List<Notice> notices = given(PHOTOS, 1, 1, 2);
      assertTrue(repository().remove(notices.get(0).id()), "it was there");
      assertFalse(repository().remove(notices.get(0).id()), "it was removed already");
      assertFalse(repository().remove(noticeId(3)), "unknown");
      assertEquals(List.of(notices.get(1)), all(), "nothing else was changed");
      assertFalse(
          repository().replace(notices.get(0), notices.get(0).postponed(hour(9))),
          "notices, clause 2: it is not stored");
      assertEquals(List.of(notices.get(1)), all(), "it does not come back");
    }
  }
}
