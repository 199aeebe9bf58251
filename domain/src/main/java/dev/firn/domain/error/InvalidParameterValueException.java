// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.error;

/**
 * A parameter has a value that the API does not allow, or that the present state of a vault does
 * not.
 */
public final class InvalidParameterValueException extends GlacierException {
  private InvalidParameterValueException(String message) {
    super(message);
  }

  /** Returns the refusal of an API version other than the one that there is. */
  public static InvalidParameterValueException apiVersion(String given, String known) {
    return new InvalidParameterValueException(
        "Invalid API version: " + given + ". It must be " + known + ".");
  }

  /** Returns the refusal of text that is not an account id. */
  public static InvalidParameterValueException accountId(String given) {
    return new InvalidParameterValueException(
        "Invalid account ID: " + given + ". An account ID is 12 digits.");
  }

  /** Returns the refusal of text that is not a region's name. */
  public static InvalidParameterValueException region(String given) {
    return new InvalidParameterValueException(
        "Invalid region: "
            + given
            + ". A region is 1 to 63 of a-z, 0-9 and '-', such as us-east-1.");
  }

  /** Returns the refusal of text that cannot name a vault. */
  public static InvalidParameterValueException vaultName(String given) {
    return new InvalidParameterValueException(
        "Invalid vault name: "
            + given
            + ". A vault name is 1 to 255 of a-z, A-Z, 0-9, '_', '-' and '.', and neither '.' nor '..'.");
  }

  /** Returns the refusal to delete a vault that something is stored in, or on its way to. */
  public static InvalidParameterValueException vaultNotEmpty(String arn) {
    return new InvalidParameterValueException("Vault not empty or recently written to: " + arn);
  }

  /** Returns the refusal of a description that is too long or not printable ASCII. */
  public static InvalidParameterValueException archiveDescription(String fault) {
    return new InvalidParameterValueException(
        "Invalid archive description: "
            + fault
            + ". It must be at most 1024 characters of printable ASCII (0x20 to"
            + " 0x7E).");
  }

  /**
   * Returns the refusal of a part size, in the API's own words; an absent one is given as {@code
   * null} in text.
   */
  public static InvalidParameterValueException partSize(String given) {
    return new InvalidParameterValueException(
        "Invalid part size: "
            + given
            + ". Part size must not be null, must be a power of two and be between 1048576 and 4294967296 bytes.");
  }

  /** Returns the refusal of a limit that is not a whole number above zero. */
  public static InvalidParameterValueException limit(String given, int maximum) {
    return new InvalidParameterValueException(
        "Invalid limit: %s. It must be a whole number from 1 to %d; a larger one is taken as %d."
            .formatted(given, maximum, maximum));
  }

  /**
   * Returns the refusal of a marker that no listing of this kind, in this place, can have given
   * out.
   */
  public static InvalidParameterValueException marker(String given) {
    return new InvalidParameterValueException(
        "Invalid marker: "
            + given
            + ". A marker is the Marker of an earlier page of the same listing.");
  }

  /** Returns the refusal of a query parameter that was given more than once. */
  public static InvalidParameterValueException repeated(String parameter) {
    return new InvalidParameterValueException(
        "Invalid " + parameter + ": it was given more than once. Give it once, or not at all.");
  }
}
