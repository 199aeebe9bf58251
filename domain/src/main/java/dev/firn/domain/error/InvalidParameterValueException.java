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
        "Invalid description: "
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

  /** Returns the refusal of an archive id that belongs to another vault of the account. */
  public static InvalidParameterValueException archiveOfAnotherVault(String arn) {
    return new InvalidParameterValueException(
        "Invalid vault name: " + arn + ". The archive is not in this vault.");
  }

  /** Returns the refusal of a header that is not a range of bytes as the API writes it. */
  public static InvalidParameterValueException contentRange(String given) {
    return new InvalidParameterValueException(
        "Invalid Content-Range: "
            + given
            + ". It must be bytes FIRST-LAST/*, with the last byte at or after the first.");
  }

  /** Returns the refusal of a part that does not begin where a part can begin. */
  public static InvalidParameterValueException partNotAligned(String range, long partSize) {
    return new InvalidParameterValueException(
        "Invalid Content-Range: bytes "
            + range
            + "/*. Its first byte must be a multiple of the upload's part size, "
            + partSize
            + " bytes.");
  }

  /** Returns the refusal of a part that is longer than a part of its upload can be. */
  public static InvalidParameterValueException partTooLong(
      String range, long length, long partSize) {
    return new InvalidParameterValueException(
        "Invalid Content-Range: bytes "
            + range
            + "/*. It has "
            + length
            + " bytes, more than the upload's part size, "
            + partSize
            + " bytes.");
  }

  /** Returns the refusal of a part beyond the last that an upload can have, numbered from 1. */
  public static InvalidParameterValueException partNumber(long number, int most) {
    return new InvalidParameterValueException(
        "This is part number "
            + number
            + " for the current multipart upload. It exceeds the limit of "
            + most
            + " parts.");
  }

  /**
   * Returns the refusal of a body whose length is not that of the range; text, as it may be open.
   */
  public static InvalidParameterValueException partLength(String range, String length) {
    return new InvalidParameterValueException(
        "Content-Range: bytes " + range + "/* is incompatible with Content-Length: " + length);
  }

  /** Returns the refusal of a body that is empty, or longer than an archive in one piece can be. */
  public static InvalidParameterValueException contentLength(String length, long most) {
    return new InvalidParameterValueException(
        "Invalid Content-Length: " + length + ". It must be from 1 to " + most + " bytes.");
  }

  /** Returns the refusal of a body that has another length than was declared. */
  public static InvalidParameterValueException payloadLength(long declared, String length) {
    return new InvalidParameterValueException(
        "Content-Length: " + declared + " is incompatible with a body of " + length + " bytes");
  }

  /** Returns the refusal of bytes whose tree hash is not the one that was declared. */
  public static InvalidParameterValueException checksum(String expected, String computed) {
    return new InvalidParameterValueException(
        "Checksum mismatch: expected " + expected + ", computed " + computed);
  }

  /** Returns the refusal of text that is not a tree hash. */
  public static InvalidParameterValueException treeHash(String given) {
    return new InvalidParameterValueException(
        "Invalid x-amz-sha256-tree-hash: " + given + ". It must be 64 hexadecimal digits.");
  }

  /** Returns the refusal of a tree hash that is not that of the upload's parts. */
  public static InvalidParameterValueException archiveTreeHash(String given, String computed) {
    return new InvalidParameterValueException(
        "Invalid x-amz-sha256-tree-hash: " + given + ". That of the parts is " + computed + ".");
  }

  /** Returns the refusal of an archive's size that is not that of its parts. */
  public static InvalidParameterValueException archiveSize(String given, String reason) {
    return new InvalidParameterValueException(
        "Invalid x-amz-archive-size: " + given + ". " + reason);
  }

  /** Returns the refusal to complete an upload that lacks bytes in its midst. */
  public static InvalidParameterValueException missingRange(String range) {
    return new InvalidParameterValueException(
        "The upload is not complete: no part holds the bytes " + range + ".");
  }

  /** Returns the refusal to complete an upload once more, but as another archive. */
  public static InvalidParameterValueException completedOtherwise(
      String uploadId, long size, String treeHash) {
    return new InvalidParameterValueException(
        "Upload "
            + uploadId
            + " was completed already, with x-amz-archive-size "
            + size
            + " and x-amz-sha256-tree-hash "
            + treeHash
            + ".");
  }

  /** Returns the refusal of what is to be done with tags. */
  public static InvalidParameterValueException tagOperation(String given) {
    return new InvalidParameterValueException(
        "Invalid operation: " + given + ". It must be add or remove.");
  }

  /** Returns the refusal of a tag's key. */
  public static InvalidParameterValueException tagKey(String given) {
    return new InvalidParameterValueException(
        "Invalid tag key: "
            + given
            + ". It must be 1 to 128 letters, digits, spaces and _ . / = + - @ :, and not begin with aws:.");
  }

  /** Returns the refusal of a tag whose key differs from that of another in case alone. */
  public static InvalidParameterValueException tagCase(String given) {
    return new InvalidParameterValueException(
        "Invalid tag key: "
            + given
            + ". The vault would have another tag whose key differs in case alone, and policies would not tell them apart.");
  }

  /** Returns the refusal of a tag's value. */
  public static InvalidParameterValueException tagValue(String key, String given) {
    return new InvalidParameterValueException(
        "Invalid value of tag "
            + key
            + ": "
            + given
            + ". It must be at most 255 letters, digits, spaces and _ . / = + - @ :.");
  }

  /** Returns the refusal of a request that adds or removes too many tags at once, or none. */
  public static InvalidParameterValueException tagCount(int given, int most) {
    return new InvalidParameterValueException(
        "Invalid number of tags: " + given + ". A request has from 1 to " + most + ".");
  }

  /** Returns the refusal of an access policy. */
  public static InvalidParameterValueException policy(String fault) {
    return new InvalidParameterValueException("Invalid policy: " + fault + ".");
  }

  /** Returns the refusal of a lock's policy. */
  public static InvalidParameterValueException lockPolicy(String fault) {
    return new InvalidParameterValueException(
        "The specified vault lock policy is invalid. Provide a valid policy. " + fault);
  }

  /** Returns the refusal of an id that is not that of the lock that is in progress. */
  public static InvalidParameterValueException lockId(String given) {
    return new InvalidParameterValueException(
        "InvalidParameter: the lock ID "
            + given
            + " is not that of the lock in progress, as InitiateVaultLock gave it.");
  }

  /** Returns the refusal of text that is not the ARN of a topic. */
  public static InvalidParameterValueException topic(String given) {
    return new InvalidParameterValueException(
        "Invalid SNS topic: " + given + ". It must be arn:aws:sns:REGION:ACCOUNT:NAME.");
  }

  /** Returns the refusal of a topic of another region. */
  public static InvalidParameterValueException topicOfAnotherRegion(String given) {
    return new InvalidParameterValueException(
        "SNS topics must be in the local AWS region: " + given);
  }

  /** Returns the refusal of text that does not name an event. */
  public static InvalidParameterValueException event(String given) {
    return new InvalidParameterValueException(
        "Invalid event: "
            + given
            + ". The events are ArchiveRetrievalCompleted and InventoryRetrievalCompleted.");
  }

  /** Returns the refusal of text that does not name a strategy. */
  public static InvalidParameterValueException strategy(String given) {
    return new InvalidParameterValueException(
        "Invalid strategy: " + given + ". The strategies are BytesPerHour, FreeTier and None.");
  }

  /** Returns the refusal of a data retrieval policy's limit. */
  public static InvalidParameterValueException bytesPerHour(String strategy, String given) {
    return new InvalidParameterValueException(
        "Invalid rule: strategy "
            + strategy
            + " with "
            + given
            + ". BytesPerHour must be 1 or more with the strategy BytesPerHour, and absent with the others.");
  }

  /** Returns the refusal of a data retrieval policy that has not exactly one rule. */
  public static InvalidParameterValueException rules(int given) {
    return new InvalidParameterValueException(
        "Invalid number of rules: " + given + ". A data retrieval policy has exactly one.");
  }

  /** Returns the refusal of a member of a job's parameters. */
  public static InvalidParameterValueException jobParameter(
      String name, String given, String right) {
    return new InvalidParameterValueException("Invalid " + name + ": " + given + ". " + right);
  }

  /** Returns the refusal of text that is not a job's status code. */
  public static InvalidParameterValueException statusCode(String given) {
    return new InvalidParameterValueException("The job status code is not valid: " + given);
  }

  /** Returns the refusal to give out what a job has not put out. */
  public static InvalidParameterValueException jobNotAvailable(String jobId) {
    return new InvalidParameterValueException(
        "The job is not currently available for download: " + jobId);
  }

  /** Returns the refusal of a range that begins behind the end of what a job has put out. */
  public static InvalidParameterValueException rangeStart(String given) {
    return new InvalidParameterValueException(
        "The start of the range is larger than size of retrieved data: " + given);
  }
}
