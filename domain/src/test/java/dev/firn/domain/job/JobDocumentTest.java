// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.document.Document;
import dev.firn.domain.settings.TopicArn;
import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Jobs and notices as they are stored. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JobDocumentTest {
  private static final VaultKey PHOTOS = VaultKey.of("012345678901", "photos");
  private static final Instant NOON = Instant.parse("2026-01-10T12:00:00Z");
  private static final TopicArn DONE = new TopicArn("arn:aws:sns:us-east-1:012345678901:done");
  private static final Job JOB =
      new Job(
          new JobId("F" + "-".repeat(JobId.LENGTH - 1)),
          PHOTOS,
          new ArchiveDescription("all"),
          NOON,
          NOON,
          Optional.of(DONE),
          JobTask.InventoryRetrieval.all(),
          Optional.empty());
  private static final Notice NOTICE =
      new Notice(new NoticeId("n".repeat(NoticeId.LENGTH)), DONE, NOON, NOON, 2, JOB);

  /** The document with a field under another name, as a bit that was flipped leaves it. */
  private static Document damaged(Document document, String field) {
    Map<String, String> fields = new TreeMap<>(document.fields());
    fields.put(field + "x", Optional.ofNullable(fields.remove(field)).orElseThrow());
    return new Document(new TreeMap<>(fields));
  }

  @Test
  void they_are_read_as_they_were_written() {
    assertEquals(JOB, Job.of(PHOTOS, JOB.id(), JOB.document()));
    assertEquals(NOTICE, Notice.of(NOTICE.id(), NOTICE.document()));
  }

  @Test
  void a_field_whose_name_is_damaged_is_not_taken_for_none() {
    Document job = damaged(JOB.document(), "topic");
    assertThrows(IllegalArgumentException.class, () -> Job.of(PHOTOS, JOB.id(), job));
    Document notice = damaged(NOTICE.document(), "job.topic");
    assertThrows(IllegalArgumentException.class, () -> Notice.of(NOTICE.id(), notice));
  }
}
