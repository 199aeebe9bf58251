// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

/**
 * A body that is not JSON, or in which something has another type than the API says: the API's
 * {@code SerializationException}.
 */
public final class SerializationException extends RuntimeException {

  /** Creates the refusal; the message is the code, as Glacier has it. */
  SerializationException() {
    super("SerializationException");
  }
}
