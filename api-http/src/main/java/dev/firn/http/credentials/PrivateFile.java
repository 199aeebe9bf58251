// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.credentials;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/** Writes files that their owner alone should read. */
final class PrivateFile {
  private PrivateFile() {}

  /**
   * Puts a file there, or another in its place: whoever reads it sees the one before or the new
   * one, whole, also after a loss of power. A new one is its owner's alone; one in the place of
   * another has the other's owner, group and permissions.
   *
   * @throws IOException if it cannot be done, and the file is as it was
   */
  static void replace(Path file, byte[] content) throws IOException {
    // The rename would put an end to a link, and leave the file behind it as it was.
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException("Cannot write " + file + ": there is no folder " + folder);
    }
    // Files that are made so are their owner's alone.
    Path next = Files.createTempFile(folder, ".credentials", ".tmp");
    try {
      write(next, content);
      if (Files.exists(target)) {
        takeAttributes(target, next);
      }
      Files.move(next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  private static void write(Path file, byte[] content) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }

  /** The server may run as another user, by whom the file must still be read. */
  private static void takeAttributes(Path from, Path to) throws IOException {
    PosixFileAttributeView old = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (old == null || view == null) {
      return;
    }
    PosixFileAttributes wanted = old.readAttributes();
    PosixFileAttributes own = view.readAttributes();
    if (!wanted.owner().equals(own.owner())) {
      view.setOwner(wanted.owner());
    }
    if (!wanted.group().equals(own.group())) {
      view.setGroup(wanted.group());
    }
    view.setPermissions(wanted.permissions());
  }
}
