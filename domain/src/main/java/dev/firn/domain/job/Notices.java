// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The notices that wait for their delivery. Each is delivered once at least, by whoever takes it
 * first; one that could not be delivered comes again, later each time, for {@link #KEPT}.
 * Thread-safe, and any number may deliver over the same storage, from as many machines. Each method
 * may throw {@link dev.firn.domain.error.StorageException} if the storage fails.
 */
public final class Notices {
  /** How long it is tried to deliver a notice. */
  public static final Duration KEPT = Duration.ofDays(14);

  /** How long who took a notice has to deliver it, before another tries. */
  public static final Duration LEASE = Duration.ofMinutes(1);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
  private static final int DOUBLINGS = 12;

  private final NoticeRepository repository;
  private final Clock clock;

  /**
   * Creates it over a repository; the clock tells which are due.
   *
   * @hidden
   */
  public Notices(NoticeRepository repository, Clock clock) {
    this.repository = repository;
    this.clock = clock;
  }

  /** Returns notices that are due, the earliest first. */
  public List<Notice> due(int max) {
    return repository.due(clock.instant(), max);
  }

  /**
   * Takes a notice, so that nobody else tries to deliver it for a minute.
   *
   * @return the notice as it is then; empty if somebody else has taken or delivered it
   */
  public Optional<Notice> take(Notice due) {
    Instant now = clock.instant();
    Duration pause = LEASE.compareTo(pause(due)) > 0 ? LEASE : pause(due);
    Notice taken = due.postponed(now.plus(pause));
    return repository.replace(due, taken) ? Optional.of(taken) : Optional.empty();
  }

  /** Returns the pause after an attempt in vain: a second, then twice as long each time. */
  private static Duration pause(Notice notice) {
    Duration pause = Duration.ofSeconds(1L << Math.min(notice.attempts(), DOUBLINGS));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  /** Notes that a notice that was taken is delivered. */
  public void delivered(Notice taken) {
    var unused = repository.remove(taken.id());
  }

  /**
   * Notes that a notice that was taken could not be delivered: it comes again after a pause.
   *
   * @return whether it will; false if it was given up, as it is too old
   */
  public boolean failed(Notice taken) {
    Instant now = clock.instant();
    if (!now.isBefore(taken.creationDate().plus(KEPT))) {
      var unused = repository.remove(taken.id());
      return false;
    }
    var unused = repository.replace(taken, withDueDate(taken, now.plus(pause(taken))));
    return true;
  }

  /**
   * Puts off a notice that is due and cannot be tried yet, so that those behind it come to their
   * turn; that is no attempt. Nothing is changed if somebody else has taken or delivered it.
   */
  public void putOff(Notice due, Duration pause) {
    var unused = repository.replace(due, withDueDate(due, clock.instant().plus(pause)));
  }

  private static Notice withDueDate(Notice notice, Instant date) {
    return new Notice(
        notice.id(), notice.topic(), notice.creationDate(), date, notice.attempts(), notice.job());
  }
}
