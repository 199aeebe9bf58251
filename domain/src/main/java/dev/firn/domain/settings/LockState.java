// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.settings;

/** The states of a vault lock. */
public enum LockState {
  /** It was initiated, is in force, and ends by itself unless it is completed in time. */
  IN_PROGRESS("InProgress"),
  /** It is for ever. */
  LOCKED("Locked");

  private final String apiName;

  LockState(String apiName) {
    this.apiName = apiName;
  }

  /** Returns the state's name as the API writes it. */
  public String apiName() {
    return apiName;
  }
}
