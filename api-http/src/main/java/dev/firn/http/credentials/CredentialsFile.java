// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.credentials;

import dev.firn.http.reload.Reloaded;
import dev.firn.http.reload.SmallFile;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The credentials file of a server, which is read again when it changes. A broken new version is
 * logged once, and the one before stays in force. Thread-safe; asking never waits for the file.
 */
public final class CredentialsFile implements AutoCloseable {
  private static final Logger LOG = System.getLogger(CredentialsFile.class.getName());
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
    AtomicBoolean isWarned = new AtomicBoolean();
    return new CredentialsFile(
        Reloaded.start(
            "credentials", List.of(file), interval, () -> read(file, isWarned), credentials -> {}));
  }

  private static Credentials read(Path file, AtomicBoolean isWarned) throws IOException {
    byte[] json = SmallFile.read(file);
    Optional<String> permissions = SmallFile.permissionsIfOpenToOthers(file);
    if (permissions.isPresent() && isWarned.compareAndSet(false, true)) {
      LOG.log(
          Level.WARNING,
          () ->
              "Others than its owner can read the secrets in "
                  + file
                  + ": its permissions are "
                  + permissions.get()
                  + ", and chmod 600 would keep them out");
    }
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
