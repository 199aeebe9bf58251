// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.error;

import java.util.regex.Pattern;

/** What was signed, or the hash of it, is not what came; or it was not signed as it must be. */
public final class InvalidSignatureException extends GlacierException {
  private static final int MOST_SHOWN = 100;
  private static final Pattern ALGORITHM = Pattern.compile("[A-Za-z0-9-]{1,30}");

  private InvalidSignatureException(String message) {
    super(message);
  }

  /** Returns the refusal of a payload whose linear hash is not the one that was declared. */
  public static InvalidSignatureException contentHash(String computed, String expected) {
    return new InvalidSignatureException(
        "The value passed in as x-amz-content-sha256 does not match the computed payload hash."
            + " Computed digest: "
            + computed
            + " expected hash: "
            + expected);
  }

  /** Returns the refusal of a declared linear hash that no payload can have. */
  public static InvalidSignatureException contentHash(String given) {
    return new InvalidSignatureException(
        "The value passed in as x-amz-content-sha256 is not a SHA-256 hash, 64 hexadecimal digits: "
            + shown(given));
  }

  /** Returns the refusal of a signature that is not the one that the secret gives. */
  public static InvalidSignatureException signature() {
    return new InvalidSignatureException(
        "The request signature we calculated does not match the signature you provided. Check your"
            + " AWS Secret Access Key and signing method. Consult the service documentation for"
            + " details.");
  }

  /**
   * Returns the refusal of a request that was signed too long ago.
   *
   * @param date when it was signed
   * @param earliest the earliest date that would do
   * @param now the date of now
   */
  public static InvalidSignatureException expired(String date, String earliest, String now) {
    return new InvalidSignatureException(
        "Signature expired: %s is now earlier than %s (%s - 5 min.)"
            .formatted(date, earliest, now));
  }

  /**
   * Returns the refusal of a request that was signed in the future.
   *
   * @param date when it was signed
   * @param latest the latest date that would do
   * @param now the date of now
   */
  public static InvalidSignatureException notYetCurrent(String date, String latest, String now) {
    return new InvalidSignatureException(
        "Signature not yet current: %s is still later than %s (%s + 5 min.)"
            .formatted(date, latest, now));
  }

  /** Returns the refusal of a request without a date. */
  public static InvalidSignatureException dateMissing() {
    return new InvalidSignatureException(
        "The request has no date. It must have x-amz-date, as YYYYMMDDTHHMMSSZ, or Date.");
  }

  /** Returns the refusal of a header that should be a date. */
  public static InvalidSignatureException date(String header, String given, String form) {
    return new InvalidSignatureException(
        "The header %s is not a date: %s. It must be %s.".formatted(header, shown(given), form));
  }

  /**
   * Returns the refusal of a credential scope.
   *
   * @param part which part of it is wrong: date, region, service or end
   */
  public static InvalidSignatureException scope(String part, String given, String expected) {
    return new InvalidSignatureException(
        "The %s in the credential scope is %s. It must be %s."
            .formatted(part, shown(given), expected));
  }

  /** Returns the refusal of an algorithm other than the one that there is. */
  public static InvalidSignatureException algorithm(String given, String known) {
    // Anything else might be a secret that was put there by mistake.
    String name = ALGORITHM.matcher(given).matches() ? given : "none";
    return new InvalidSignatureException(
        "The algorithm of the Authorization header is %s. It must be %s.".formatted(name, known));
  }

  /** Returns the refusal of an Authorization header that cannot be read. */
  public static InvalidSignatureException authorization(String fault) {
    return new InvalidSignatureException(
        "The Authorization header cannot be read: "
            + fault
            + ". It must be AWS4-HMAC-SHA256 Credential=KEY-ID/YYYYMMDD/REGION/glacier/aws4_request,"
            + " SignedHeaders=NAME;NAME, Signature=64 hexadecimal digits.");
  }

  /** Returns the refusal of a request that leaves out of the signature what must be in it. */
  public static InvalidSignatureException unsigned(String header) {
    return new InvalidSignatureException(
        "The header "
            + header
            + " is not among the SignedHeaders. The host, the date and the x-amz- headers of the"
            + " API must be.");
  }

  /** Returns the refusal of a header that can only be there once, and is there more often. */
  public static InvalidSignatureException repeated(String header) {
    return new InvalidSignatureException(
        "The header " + header + " was given more than once. Give it once.");
  }

  /** What a client made up may be long; its beginning is enough to recognise it. */
  private static String shown(String given) {
    return given.length() <= MOST_SHOWN ? given : given.substring(0, MOST_SHOWN) + "...";
  }
}
