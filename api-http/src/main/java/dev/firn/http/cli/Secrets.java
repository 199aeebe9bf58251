// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.cli;

import dev.firn.domain.storage.StorageUrl;

/** Keeps secrets of the command line out of messages. */
final class Secrets {
  private Secrets() {}

  /**
   * Returns a message that may quote arguments, without the secrets of those that are URLs of
   * storages, or topics with their endpoints.
   *
   * @param arguments those of the command line, options with their values or values alone
   */
  static String hide(String message, String... arguments) {
    String hidden = message;
    for (String argument : arguments) {
      String value =
          argument.startsWith("-") ? argument.substring(argument.indexOf('=') + 1) : argument;
      hidden = value.isEmpty() ? hidden : hidden.replace(value, shown(value));
    }
    return hidden;
  }

  private static String shown(String value) {
    int endpoint = value.startsWith("arn:") ? value.indexOf('=') : -1;
    if (endpoint >= 0) {
      return value.substring(0, endpoint + 1) + "...";
    }
    try {
      return StorageUrl.parse(value).toString();
    } catch (IllegalArgumentException notAUrl) {
      return value;
    }
  }
}
