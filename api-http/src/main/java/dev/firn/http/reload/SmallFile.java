// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.reload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Reads files that are small because people write them. */
public final class SmallFile {
  private static final int MAX_MEBIBYTES = 4;

  private SmallFile() {}

  /**
   * Returns what is in a file.
   *
   * @throws IOException if it cannot be read, or has more than 4 MiB; the message names it and says
   *     why
   */
  public static byte[] read(Path file) throws IOException {
    int max = MAX_MEBIBYTES << 20;
    byte[] bytes = bytes(file, max);
    if (bytes.length > max) {
      throw unreadable(file, "it has more than " + MAX_MEBIBYTES + " MiB");
    }
    return bytes;
  }

  private static byte[] bytes(Path file, int max) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(max + 1);
    } catch (NoSuchFileException e) {
      throw unreadable(file, "there is no such file");
    } catch (AccessDeniedException e) {
      throw unreadable(file, "its permissions do not let this process read it");
    } catch (IOException e) {
      throw unreadable(file, String.valueOf(e.getMessage()));
    }
  }

  private static IOException unreadable(Path file, String reason) {
    return new IOException("Cannot read " + file + ": " + reason);
  }

  /**
   * Returns the permissions of a file, such as {@code rw-r-----}, if others than its owner may read
   * it; empty if they may not, or the file system does not say.
   */
  public static Optional<String> permissionsIfOpenToOthers(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return Optional.empty();
    }
    var permissions = view.readAttributes().permissions();
    return permissions.contains(PosixFilePermission.GROUP_READ)
            || permissions.contains(PosixFilePermission.OTHERS_READ)
        ? Optional.of(PosixFilePermissions.toString(permissions))
        : Optional.empty();
  }
}
