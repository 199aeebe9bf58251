// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory;

import dev.firn.domain.job.Notice;
import dev.firn.domain.job.NoticeId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The notices that wait for their delivery, of all vaults. Thread-safe. */
final class StoredNotices {
  private final Map<NoticeId, Notice> notices = new HashMap<>();
  private final NavigableSet<Notice> due =
      new TreeSet<>(Comparator.comparing(Notice::dueDate).thenComparing(Notice::id));

  synchronized void add(Notice notice) {
    notices.put(notice.id(), notice);
    due.add(notice);
  }

  synchronized List<Notice> due(Instant time, int max) {
    return due.stream().takeWhile(notice -> !notice.dueDate().isAfter(time)).limit(max).toList();
  }

  synchronized boolean replace(Notice expected, Notice replacement) {
    boolean isExpected = expected.equals(notices.get(expected.id()));
    if (isExpected) {
      due.remove(expected);
      add(replacement);
    }
    return isExpected;
  }

  synchronized boolean remove(NoticeId id) {
    Notice removed = notices.remove(id);
    return removed != null && due.remove(removed);
  }
}
