// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.credentials;

import dev.firn.http.reload.Reloaded;
import dev.firn.http.reload.SecretFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The credentials file of a server, which is read again when it changes. A broken new version is
 * logged once, and the one before stays in force. Thread-safe; asking never waits for the file.
 */
public final class CredentialsFile implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Reloaded<Credentials> credentials;

  private CredentialsFile(Reloaded<Credentials> credentials) {
    this.credentials = credentials;
  }

  /**
   * Reads a file, and looks once a second from then on whether it has changed. If others than its
   * owner may read it, a warning is logged.
   *
   * @throws IOException if it cannot be used; the message says in one line why
   */
  public static CredentialsFile open(Path file) throws IOException {
    return open(file, INTERVAL);
  }

  static CredentialsFile open(Path file, Duration interval) throws IOException {
    SecretFile secrets = new SecretFile(file);
    return new CredentialsFile(
        Reloaded.start(
            "credentials", List.of(file), interval, () -> read(secrets), credentials -> {}));
  }

  private static Credentials read(SecretFile file) throws IOException {
    byte[] json = file.read();
    try {
      return Credentials.read(json);
    } catch (MalformedCredentialsException e) {
      throw new IOException("Cannot use the credentials in " + file + ": " + e.getMessage(), e);
    }
  }

  /** Returns the credentials that are in force, at once. */
  public Credentials current() {
    return credentials.current();
  }

  /** Ends the looking; the credentials stay as they are. Closing again does nothing. */
  @Override
  public void close() {
    credentials.close();
  }
}
