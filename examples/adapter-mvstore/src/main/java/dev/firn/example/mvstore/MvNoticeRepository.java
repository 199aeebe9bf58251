// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.example.mvstore;

import dev.firn.domain.job.Notice;
import dev.firn.domain.job.NoticeId;
import dev.firn.domain.job.NoticeRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Notices, by their ids and by when they are due. */
final class MvNoticeRepository implements NoticeRepository {
  private final Engine engine;
  private final Tables tables;

  MvNoticeRepository(Engine engine, Tables tables) {
    this.engine = engine;
    this.tables = tables;
  }

  /** Stores a notice. In a step. */
  void put(Notice notice) {
    tables.notices().put(notice.id().text(), notice.document().bytes());
    tables.noticesDue().put(Keys.at(notice.dueDate(), notice.id().text()), "");
  }

  private void remove(Notice notice) {
    tables.notices().remove(notice.id().text());
    tables.noticesDue().remove(Keys.at(notice.dueDate(), notice.id().text()));
  }

  private Optional<Notice> stored(String id) {
    return Values.document(
        id, tables.notices().get(id), document -> Notice.of(new NoticeId(id), document));
  }

  @Override
  public List<Notice> due(Instant time, int max) {
    return engine.read(
        "find notices due until " + time,
        () ->
            Tables.scan(
                tables.noticesDue(),
                Keys.FIRST,
                Keys.after(time),
                max,
                (at, nothing) -> stored(Keys.noted(at)).orElseThrow()));
  }

  @Override
  public boolean replace(Notice expected, Notice replacement) {
    return engine.change(
        "replace notice " + expected.id(),
        () -> {
          Optional<Notice> found = stored(expected.id().text()).filter(expected::equals);
          found.ifPresent(
              before -> {
                remove(before);
                put(replacement);
              });
          return found.isPresent();
        });
  }

  @Override
  public boolean remove(NoticeId id) {
    return engine.change(
        "remove notice " + id,
        () -> {
          Optional<Notice> found = stored(id.text());
          found.ifPresent(this::remove);
          return found.isPresent();
        });
  }
}
