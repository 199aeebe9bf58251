// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.reload;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A small file with secrets. If others than its owner can read it, a warning is logged when it is
 * read: once, unless its permissions change. Thread-safe.
 */
public final class SecretFile {
  private static final Logger LOG = System.getLogger(SecretFile.class.getName());

  private final Path path;
  private final AtomicReference<Optional<String>> warnedOf =
      new AtomicReference<>(Optional.empty());

  /** Creates it without looking at the file. */
  public SecretFile(Path path) {
    this.path = path;
  }

  /**
   * Returns what is in the file.
   *
   * @throws IOException as {@link SmallFile#read} does
   */
  public byte[] read() throws IOException {
    byte[] bytes = SmallFile.read(path);
    Optional<String> permissions = permissionsIfOpenToOthers();
    if (!warnedOf.getAndSet(permissions).equals(permissions)) {
      permissions.ifPresent(this::warn);
    }
    return bytes;
  }

  private void warn(String permissions) {
    LOG.log(
        Level.WARNING,
        () ->
            "Others than its owner can read the secrets in "
                + path
                + ": its permissions are "
                + permissions
                + ", and chmod 600 would keep them out");
  }

  /** Empty also if the file system does not say. */
  private Optional<String> permissionsIfOpenToOthers() throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view == null) {
      return Optional.empty();
    }
    var permissions = view.readAttributes().permissions();
    return permissions.contains(PosixFilePermission.GROUP_READ)
            || permissions.contains(PosixFilePermission.OTHERS_READ)
        ? Optional.of(PosixFilePermissions.toString(permissions))
        : Optional.empty();
  }

  /** Returns the file's path. */
  @Override
  public String toString() {
    return path.toString();
  }
}
