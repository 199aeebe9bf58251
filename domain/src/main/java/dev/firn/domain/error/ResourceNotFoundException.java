// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.error;

/** The vault, or the thing in it, that a request names is not there. */
public final class ResourceNotFoundException extends GlacierException {
  private ResourceNotFoundException(String message) {
    super(message);
  }

  /**
   * Returns the answer for a vault that is not there, by its ARN, or by its raw name where that can
   * have none.
   */
  public static ResourceNotFoundException vault(String arn) {
    return new ResourceNotFoundException("Vault not found for ARN: " + arn);
  }

  /** Returns the answer for a multipart upload that is not in progress in the vault. */
  public static ResourceNotFoundException multipartUpload(String uploadId) {
    return new ResourceNotFoundException("The upload ID was not found: " + uploadId);
  }

  /** Returns the answer for an archive that is not in the vault. */
  public static ResourceNotFoundException archive(String archiveId) {
    return new ResourceNotFoundException("The archive ID was not found: " + archiveId);
  }

  /** Returns the answer for a job that is not there, or was forgotten. */
  public static ResourceNotFoundException job(String jobId) {
    return new ResourceNotFoundException("The job ID was not found: " + jobId);
  }

  /** Returns the answer for the inventory of a vault of which none was taken yet. */
  public static ResourceNotFoundException inventory(String arn) {
    return new ResourceNotFoundException("No inventory was taken yet of: " + arn);
  }

  /**
   * Returns the answer for something that is not set for a vault.
   *
   * @param what what that is, such as {@code vault access policy}
   */
  public static ResourceNotFoundException notSet(String what, String arn) {
    return new ResourceNotFoundException("No " + what + " is set for: " + arn);
  }
}
