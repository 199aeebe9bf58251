// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.junit;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The folder that a storage's URL may ask for, which is made only if it does. */
final class TemporaryFolder implements AutoCloseable {
  /** Tells which process a folder is of. */
  static final String PREFIX = "firn-junit-" + ProcessHandle.current().pid() + "-";

  private static final String PLACE = "{folder}";

  private Optional<Path> folder = Optional.empty();

  /** Returns the URL with the folder in it, if it asks for one. */
  String in(String url) {
    if (!url.contains(PLACE)) {
      return url;
    }
    try {
      Path made = Files.createTempDirectory(PREFIX);
      folder = Optional.of(made);
      return url.replace(PLACE, made.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a temporary folder for " + url, e);
    }
  }

  /** Deletes the folder with all that is in it. */
  @Override
  public void close() {
    if (folder.isEmpty()) {
      return;
    }
    try {
      MoreFiles.deleteRecursively(folder.get(), RecursiveDeleteOption.ALLOW_INSECURE);
      folder = Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + folder.get(), e);
    }
  }
}
