// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

/** A path that none of the API's operations has. */
public final class UnknownPathException extends RuntimeException {
  UnknownPathException(String path) {
    super(
        "No operation of the API has the path "
            + path
            + ". A path begins with /ACCOUNT-ID/vaults, /ACCOUNT-ID/policies or /ACCOUNT-ID/provisioned-capacity");
  }
}
