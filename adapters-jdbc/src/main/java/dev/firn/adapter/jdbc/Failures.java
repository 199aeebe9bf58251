// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import dev.firn.domain.error.StorageException;
import dev.firn.domain.storage.StorageUrl;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says what the engine reported, in one line and without the secrets of the URL: drivers quote
 * URLs, passwords and all.
 */
final class Failures {
  private static final Pattern SECRET_OPTION =
      Pattern.compile(
          "[?;&(,][^=?;&]*(?:pass|pwd|secret|token)[^=;&]*=([^;&]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern USER_INFO = Pattern.compile("//(?:[^:/@]*:)?([^@?;]+)@");
  private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R\\s*");

  private final String url;
  private final List<String> secrets = new ArrayList<>();

  /** Creates what speaks of a database with this URL; it may be empty. */
  Failures(String url) {
    this.url = url;
    for (Pattern pattern : List.of(SECRET_OPTION, USER_INFO)) {
      Matcher matcher = pattern.matcher(url);
      while (matcher.find()) {
        addSecret(matcher.group(1));
      }
    }
    secrets.sort(Comparator.comparing(String::length).reversed());
  }

  private void addSecret(String secret) {
    secrets.add(secret);
    // H2 takes two passwords in one option, and drivers decode what is percent-encoded.
    secrets.addAll(List.of(secret.trim().split(" +")));
    try {
      secrets.add(URLDecoder.decode(secret, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notEncoded) {
      return;
    }
  }

  /** Returns a text on one line. */
  static String oneLine(String text) {
    return LINE_BREAK.matcher(text.strip()).replaceAll(" ");
  }

  /** Returns the exception for an attempt that the engine failed in. */
  StorageException storageException(String attempt, Exception failure) {
    return new StorageException(attempt + ": " + reason(failure), withoutSecrets(failure));
  }

  /** Returns what the engine says, in one line. */
  String reason(Exception failure) {
    Throwable telling = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      // The pool and Flyway wrap what the driver said, which says it best.
      telling = cause instanceof SQLException ? cause : telling;
    }
    String message = telling.getMessage();
    return oneLine(hide(message == null || message.isBlank() ? telling.toString() : message));
  }

  /** Returns the exception itself, or one like it if anything that it would print is secret. */
  Throwable withoutSecrets(Exception failure) {
    StringWriter printed = new StringWriter();
    failure.printStackTrace(new PrintWriter(printed));
    if (hide(printed.toString()).equals(printed.toString())) {
      return failure;
    }
    SQLException clean =
        failure instanceof SQLException sql
            ? new SQLException(reason(failure), sql.getSQLState(), sql.getErrorCode())
            : new SQLException(reason(failure));
    clean.setStackTrace(failure.getStackTrace());
    return clean;
  }

  private String hide(String text) {
    String hidden = url.isEmpty() ? text : text.replace(url, StorageUrl.parse(url).toString());
    for (String secret : secrets) {
      hidden = secret.isEmpty() ? hidden : hidden.replace(secret, "...");
    }
    return hidden;
  }
}
