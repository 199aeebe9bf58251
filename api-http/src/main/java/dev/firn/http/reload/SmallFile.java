// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.reload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

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
}
