// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.error;

/** A parameter that the API requires was not given. */
public final class MissingParameterValueException extends GlacierException {
  private MissingParameterValueException(String message) {
    super(message);
  }

  /** Returns the refusal of a request that lacks the named parameter. */
  public static MissingParameterValueException parameter(String name) {
    return new MissingParameterValueException("Required parameter missing: " + name);
  }
}
