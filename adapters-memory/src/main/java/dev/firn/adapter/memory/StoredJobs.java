// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory;

import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.archive.Part;
import dev.firn.domain.job.JobId;
import dev.firn.domain.job.JobStatus;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * The jobs of a vault, and the archives that they hold. Changed by who has the vault alone; read by
 * anybody.
 */
final class StoredJobs {
  private final ConcurrentNavigableMap<JobId, StoredJob> all = new ConcurrentSkipListMap<>();
  private final Map<JobStatus, ConcurrentNavigableMap<JobId, StoredJob>> byStatus =
      new EnumMap<>(JobStatus.class);

  /** How many jobs hold an archive. */
  private final Map<ArchiveId, Integer> holds = new HashMap<>();

  /** The archives that are held, and not in the vault any more. */
  private final Map<ArchiveId, StoredArchive> held = new HashMap<>();

  private final JobAgenda agenda;

  StoredJobs(JobAgenda agenda) {
    this.agenda = agenda;
    for (JobStatus status : JobStatus.values()) {
      byStatus.put(status, new ConcurrentSkipListMap<>());
    }
  }

  /** Returns those of a status, or all. */
  ConcurrentNavigableMap<JobId, StoredJob> of(Optional<JobStatus> status) {
    return status.isPresent() ? byStatus.getOrDefault(status.get(), all) : all;
  }

  Optional<StoredJob> find(JobId id) {
    return Optional.ofNullable(all.get(id));
  }

  void add(StoredJob added) {
    put(added);
    added.job().archive().ifPresent(archive -> holds.merge(archive, 1, Integer::sum));
  }

  private void put(StoredJob stored) {
    all.put(stored.job().id(), stored);
    of(Optional.of(stored.job().status())).put(stored.job().id(), stored);
    agenda.add(stored.job());
  }

  void replace(StoredJob before, StoredJob after) {
    take(before);
    put(after);
  }

  private void take(StoredJob stored) {
    of(Optional.of(stored.job().status())).remove(stored.job().id());
    agenda.remove(stored.job());
  }

  /** Tells whether a job holds an archive, which may be in the vault still. */
  boolean holds(ArchiveId archive) {
    return holds.containsKey(archive);
  }

  /** Keeps an archive that is removed from the vault, if a job holds it. */
  boolean keep(StoredArchive archive) {
    boolean isHeld = holds(archive.archive().id());
    if (isHeld) {
      held.put(archive.archive().id(), archive);
    }
    return isHeld;
  }

  /** Removes a job, and returns the parts that nobody needs any more. */
  Collection<Part> remove(StoredJob removed) {
    all.remove(removed.job().id());
    take(removed);
    Optional<ArchiveId> archive = removed.job().archive();
    if (archive.isEmpty()) {
      return removed.parts().values();
    }
    if (holds.merge(archive.get(), -1, (count, one) -> count > 1 ? count - 1 : null) != null) {
      return List.of();
    }
    return Optional.ofNullable(held.remove(archive.get()))
        .map(StoredArchive::parts)
        .<NavigableMap<Long, Part>>map(parts -> parts)
        .orElseGet(TreeMap::new)
        .values();
  }

  /** Leaves the agenda, as the vault is deleted, and returns the parts that it leaves. */
  Collection<Part> end() {
    all.values().forEach(stored -> agenda.remove(stored.job()));
    return Stream.concat(
            held.values().stream().flatMap(archive -> archive.parts().values().stream()),
            all.values().stream()
                .filter(stored -> stored.job().archive().isEmpty())
                .flatMap(stored -> stored.parts().values().stream()))
        .toList();
  }
}
