// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.job;

import java.util.Arrays;
import java.util.Optional;

/** How far a job is. */
public enum JobStatus {
  /** It is not over yet. */
  IN_PROGRESS("InProgress"),
  /** It is over, and its output is there. */
  SUCCEEDED("Succeeded"),
  /** It is over, and has no output. */
  FAILED("Failed");

  private final String apiName;

  JobStatus(String apiName) {
    this.apiName = apiName;
  }

  /** Returns the status code as the API writes it. */
  public String apiName() {
    return apiName;
  }

  /** Returns the status of a code as the API writes it. */
  public static Optional<JobStatus> named(String apiName) {
    return Arrays.stream(values()).filter(each -> each.apiName.equals(apiName)).findFirst();
  }
}
