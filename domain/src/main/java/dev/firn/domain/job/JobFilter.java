// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.job;

import com.google.common.collect.Sets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which jobs a listing has.
 *
 * @param statuses those with one of these statuses; an unmodifiable copy
 */
public record JobFilter(Set<JobStatus> statuses) {

  /** Copies the statuses. */
  public JobFilter {
    statuses = Sets.immutableEnumSet(statuses);
  }

  /** Returns the filter that every job passes. */
  public static JobFilter all() {
    return new JobFilter(EnumSet.allOf(JobStatus.class));
  }

  /**
   * Returns the filter of the API's parameters.
   *
   * @param status those of this status alone, if it is given
   * @param completed those that have ended, or those that have not, if it is given
   */
  public static JobFilter of(Optional<JobStatus> status, Optional<Boolean> completed) {
    EnumSet<JobStatus> left = EnumSet.allOf(JobStatus.class);
    left.removeIf(each -> status.map(only -> each != only).orElse(false));
    left.removeIf(
        each -> completed.map(ended -> ended == (each == JobStatus.IN_PROGRESS)).orElse(false));
    return new JobFilter(left);
  }
}
