// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import dev.firn.domain.job.Notice;
import dev.firn.domain.job.NoticeId;
import dev.firn.domain.job.NoticeRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rocksdb.RocksDBException;

/** Notices as rows of {@link Family#NOTICES}, and the same again by the time of the next try. */
final class RocksDbNoticeRepository implements NoticeRepository {
  private final Database database;
  private final Object changing = new Object();

  RocksDbNoticeRepository(Database database) {
    this.database = database;
  }

  /** Notes that a notice is to be stored. */
  static void put(Changes changes, Notice notice) throws RocksDBException {
    byte[] value = DocumentCodec.encode(notice.document());
    changes
        .put(Family.NOTICES, Keys.notice(notice.id()), value)
        .put(Family.DUE, due(notice), value);
  }

  private static void delete(Changes changes, Notice notice) throws RocksDBException {
    changes.delete(Family.NOTICES, Keys.notice(notice.id())).delete(Family.DUE, due(notice));
  }

  private static byte[] due(Notice notice) {
    return Keys.due(Due.NOTICE, notice.dueDate(), Keys.notice(notice.id()));
  }

  private Optional<Notice> find(NoticeId id) {
    return database.find(
        Family.NOTICES,
        Keys.notice(id),
        (key, value) -> DocumentCodec.decode(key, value, document -> Notice.of(id, document)));
  }

  @Override
  public List<Notice> due(Instant time, int max) {
    return Agenda.until(
        database,
        Due.NOTICE,
        time,
        max,
        (key, value) ->
            DocumentCodec.decode(
                key, value, document -> Notice.of(Keys.noticeId(Keys.noted(key)), document)));
  }

  @Override
  public boolean replace(Notice expected, Notice replacement) {
    synchronized (changing) {
      Optional<Notice> found = find(expected.id()).filter(expected::equals);
      found.ifPresent(
          before ->
              database.change(
                  "replace notice " + before.id(),
                  changes -> {
                    delete(changes, before);
                    put(changes, replacement);
                  }));
      return found.isPresent();
    }
  }

  @Override
  public boolean remove(NoticeId id) {
    synchronized (changing) {
      Optional<Notice> found = find(id);
      found.ifPresent(
          before -> database.change("remove notice " + id, changes -> delete(changes, before)));
      return found.isPresent();
    }
  }
}
