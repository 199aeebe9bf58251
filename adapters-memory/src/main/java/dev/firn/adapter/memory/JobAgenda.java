// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory;

import dev.firn.domain.job.Job;
import dev.firn.domain.job.JobId;
import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** When the jobs of all vaults are due, and when those that have ended expire. Thread-safe. */
final class JobAgenda {
  private final ConcurrentNavigableMap<Entry, Job> due = new ConcurrentSkipListMap<>();
  private final ConcurrentNavigableMap<Entry, Job> expiring = new ConcurrentSkipListMap<>();

  private record Entry(Instant time, JobId id, VaultKey vault) implements Comparable<Entry> {
    private static final Comparator<Entry> ORDER =
        Comparator.comparing(Entry::time).thenComparing(Entry::id).thenComparing(Entry::vault);

    @Override
    public int compareTo(Entry other) {
      return ORDER.compare(this, other);
    }
  }

  void add(Job job) {
    of(job).put(entry(job), job);
  }

  void remove(Job job) {
    of(job).remove(entry(job));
  }

  private ConcurrentNavigableMap<Entry, Job> of(Job job) {
    return job.expirationDate().isPresent() ? expiring : due;
  }

  private static Entry entry(Job job) {
    return new Entry(job.expirationDate().orElse(job.dueDate()), job.id(), job.vault());
  }

  List<Job> due(Instant time, int max) {
    return first(due, time, max);
  }

  List<Job> expired(Instant time, int max) {
    return first(expiring, time, max);
  }

  private static List<Job> first(ConcurrentNavigableMap<Entry, Job> jobs, Instant time, int max) {
    return jobs.entrySet().stream()
        .takeWhile(each -> !each.getKey().time().isAfter(time))
        .limit(max)
        .map(each -> each.getValue())
        .toList();
  }
}
