// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.policy;

/** A policy that cannot be understood, and is therefore not applied in any part. */
public final class MalformedPolicyException extends RuntimeException {
  private static final int LONGEST = 1_000;

  /**
   * Creates the refusal. The message begins with the place, and is cut if the policy makes it long.
   *
   * @param place where in which policy the fault is, such as {@code users[0].policies[1].Version}
   * @param fault what is wrong, and what would be right
   */
  public MalformedPolicyException(String place, String fault) {
    super(cut(place + ": " + fault));
  }

  private static String cut(String message) {
    return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "...";
  }
}
