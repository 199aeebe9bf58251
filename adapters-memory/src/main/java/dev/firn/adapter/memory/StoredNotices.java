// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory;

import dev.firn.domain.job.Notice;
import dev.firn.domain.job.NoticeId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The notices that wait for their delivery, of all vaults. */
final class StoredNotices {
  private final ConcurrentMap<NoticeId, Notice> notices = new ConcurrentHashMap<>();

  void add(Notice notice) {
    notices.put(notice.id(), notice);
  }

  List<Notice> due(Instant time, int max) {
    return notices.values().stream()
        .filter(notice -> !notice.dueDate().isAfter(time))
        .sorted(Comparator.comparing(Notice::dueDate).thenComparing(Notice::id))
        .limit(max)
        .toList();
  }

  boolean replace(Notice expected, Notice replacement) {
    return notices.replace(expected.id(), expected, replacement);
  }

  boolean remove(NoticeId id) {
    return notices.remove(id) != null;
  }
}
