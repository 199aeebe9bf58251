// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.credentials;

import java.io.IOException;

/** Credentials that are not as they should be. The message never has a value that may be secret. */
public final class MalformedCredentialsException extends IOException {
  /** Says where in the credentials, such as {@code accounts[0].id}, what is wrong. */
  MalformedCredentialsException(String place, String fault) {
    super(place + " " + fault);
  }

  /** Says what is wrong with all of it. */
  MalformedCredentialsException(String fault) {
    super(fault);
  }
}
