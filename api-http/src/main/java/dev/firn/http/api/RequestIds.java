// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

/** Makes the ids by which an answer can be found in the log: 47 characters, as Glacier's are. */
public final class RequestIds {
  private static final int BYTES = 35;

  private RequestIds() {}

  /** Returns a new id. Unique, but no secret. */
  public static String next() {
    byte[] bytes = new byte[BYTES];
    ThreadLocalRandom.current().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
