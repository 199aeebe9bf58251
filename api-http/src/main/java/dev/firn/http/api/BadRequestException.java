// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

/** A request that cannot be processed at all: the API's {@code BadRequest}. */
public final class BadRequestException extends RuntimeException {

  /**
   * Creates the refusal; the message says what is wrong with the request, and what would be right.
   */
  public BadRequestException(String message) {
    super(message);
  }
}
