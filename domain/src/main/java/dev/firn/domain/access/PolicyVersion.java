// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

import java.util.Arrays;
import java.util.Optional;

/** The versions of the policy language. */
public enum PolicyVersion {
  /** Without policy variables: what looks like one is plain text. A policy that names none. */
  V2008_10_17("2008-10-17"),
  /** With policy variables, such as <code>${aws:username}</code>. */
  V2012_10_17("2012-10-17");

  private final String date;

  PolicyVersion(String date) {
    this.date = date;
  }

  /** Returns the version with this date, or empty if there is none. */
  public static Optional<PolicyVersion> dated(String date) {
    return Arrays.stream(values()).filter(version -> version.date.equals(date)).findFirst();
  }

  /** Returns the date that policies name the version by. */
  public String date() {
    return date;
  }

  /**
   * Checks the policy variables of a resource or of a condition's value, if this version has any.
   *
   * @throws IllegalArgumentException if the text has the beginning of a variable and not its end,
   *     or one whose name or default cannot be read
   */
  public void checkVariables(String text) {
    if (this == V2012_10_17) {
      Template.check(text);
    }
  }
}
