// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.sweep;

import dev.firn.domain.content.Contents;
import dev.firn.domain.job.JobEnds;
import dev.firn.domain.upload.MultipartUploads;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;

/**
 * Ends what has expired and gives back the space of what nobody needs: {@link
 * dev.firn.domain.Firn#sweep} says more. Thread-safe.
 *
 * @hidden
 */
public final class Sweep {
  private static final int AT_ONCE = 100;

  private final MultipartUploads uploads;
  private final Contents contents;
  private final JobEnds jobs;

  /** Creates the sweep of what these operations leave behind. */
  public Sweep(MultipartUploads uploads, JobEnds jobs, Contents contents) {
    this.uploads = uploads;
    this.jobs = jobs;
    this.contents = contents;
  }

  /**
   * Sweeps once, in steps of bounded size, until nothing is left to do. If the storage fails at one
   * thing, all others are done nevertheless.
   *
   * @throws dev.firn.domain.error.StorageException if the storage fails; what was done is done
   * @throws IllegalStateException once the storage is closed
   */
  public Swept run() {
    contents.renewIncoming();
    List<RuntimeException> failures = new ArrayList<>();
    int ended = untilNothingIsLeft(uploads::endIdle, failures);
    int forgotten = untilNothingIsLeft(uploads::forgetCompletions, failures);
    attempt(this::takeStock, failures);
    int jobsEnded = attempt(() -> jobs.end(failures::add), failures);
    int jobsForgotten = untilNothingIsLeft(jobs::forget, failures);
    int abandoned = untilNothingIsLeft(contents::abandonStale, failures);
    int removed = untilNothingIsLeft(contents::removeAbandoned, failures);
    if (!failures.isEmpty()) {
      RuntimeException first = failures.get(0);
      failures.stream().skip(1).forEach(first::addSuppressed);
      throw first;
    }
    return new Swept(ended, forgotten, jobsEnded, jobsForgotten, abandoned, removed);
  }

  private int takeStock() {
    jobs.takeStock();
    return 0;
  }

  private static int untilNothingIsLeft(IntUnaryOperator step, List<RuntimeException> failures) {
    int all = 0;
    int done;
    do {
      done = attempt(() -> step.applyAsInt(AT_ONCE), failures);
      all += done;
    } while (done > 0);
    return all;
  }

  private static int attempt(IntSupplier step, List<RuntimeException> failures) {
    try {
      return step.getAsInt();
    } catch (RuntimeException e) {
      failures.add(e);
      return 0;
    }
  }
}
