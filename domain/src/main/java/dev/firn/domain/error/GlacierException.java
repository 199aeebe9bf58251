// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.error;

/**
 * A refusal that the Glacier API has a name for. The simple name of each subclass is that name,
 * which {@link #code()} gives; the message is meant for the caller and says what was wrong and what
 * would be right.
 *
 * <p>Follows "Error Responses" of the API reference. A storage that fails is not a refusal: see
 * {@link StorageException}.
 */
public abstract sealed class GlacierException extends RuntimeException
    permits AccessDeniedException,
        ExpiredTokenException,
        InvalidParameterValueException,
        InvalidSignatureException,
        LimitExceededException,
        MissingAuthenticationTokenException,
        MissingParameterValueException,
        PolicyEnforcedException,
        ResourceNotFoundException,
        UnrecognizedClientException {

  GlacierException(String message) {
    super(message);
  }

  /**
   * Returns the error's code as the API writes it, for example {@code ResourceNotFoundException}.
   */
  public final String code() {
    return getClass().getSimpleName();
  }
}
