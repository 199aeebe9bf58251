// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory;

import dev.firn.domain.job.Notice;
import dev.firn.domain.job.NoticeId;
import dev.firn.domain.job.NoticeRepository;
import java.time.Instant;
import java.util.List;

/** Notices in a concurrent map. */
final class MemoryNoticeRepository implements NoticeRepository {
  private final StoredVaults stored;
  private final StoredNotices notices;

  MemoryNoticeRepository(StoredVaults stored, StoredNotices notices) {
    this.stored = stored;
    this.notices = notices;
  }

  @Override
  public List<Notice> due(Instant time, int max) {
    return stored.whileOpen(all -> notices.due(time, max));
  }

  @Override
  public boolean replace(Notice expected, Notice replacement) {
    return stored.whileOpen(all -> notices.replace(expected, replacement));
  }

  @Override
  public boolean remove(NoticeId id) {
    return stored.whileOpen(all -> notices.remove(id));
  }
}
