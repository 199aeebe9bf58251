// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The SHA-256 tree hash: the bytes are cut into leaves of 1 MiB, each is hashed, and neighbours are
 * hashed together, level by level, until one hash is left. Up to 1 MiB it is the same as the {@link
 * LinearHash}.
 *
 * <p>Follows "Computing Checksums" of the developer guide.
 *
 * @param hex 64 hexadecimal digits, lower-case
 */
public record TreeHash(String hex) {
  private static final int BUFFER_BYTES = 64 << 10;

  /**
   * Turns capital digits into small ones.
   *
   * @throws IllegalArgumentException if the text is not 64 hexadecimal digits
   */
  public TreeHash {
    hex = Sha256.requireHex(hex);
  }

  /** Returns the hash that a text is, or empty if it is none. */
  public static Optional<TreeHash> parse(String text) {
    return Sha256.isHex(text) ? Optional.of(new TreeHash(text)) : Optional.empty();
  }

  /** Returns the tree hash of some bytes. */
  public static TreeHash of(byte[] bytes) {
    TreeHashing hashing = new TreeHashing();
    hashing.update(bytes, 0, bytes.length);
    return hashing.finish();
  }

  /**
   * Returns the tree hash of all bytes that a stream has left; the stream is not closed.
   *
   * @throws IOException if the stream cannot be read
   */
  public static TreeHash of(InputStream stream) throws IOException {
    TreeHashing hashing = new TreeHashing();
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
      hashing.update(buffer, 0, read);
    }
    return hashing.finish();
  }

  /**
   * Returns the tree hash of a file.
   *
   * @throws IOException if the file cannot be read
   */
  public static TreeHash of(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return of(stream);
    }
  }

  /**
   * Returns the tree hash of a range of a file, such as a part to upload, or a range to compare
   * with what was retrieved.
   *
   * @throws IllegalArgumentException if the range is not tree-hash aligned in the file, or goes
   *     beyond it: see {@link RangeInBytes#isTreeHashAligned}
   * @throws IOException if the file cannot be read
   */
  public static TreeHash of(Path file, RangeInBytes range) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      if (!range.isTreeHashAligned(channel.size())) {
        throw new IllegalArgumentException(
            "The range "
                + range
                + " is not tree-hash aligned in "
                + channel.size()
                + " bytes: it must be the bytes below one node of the tree");
      }
      TreeHashing hashing = new TreeHashing();
      InputStream stream = Channels.newInputStream(channel.position(range.first()));
      byte[] buffer = new byte[BUFFER_BYTES];
      long left = range.length();
      while (left > 0) {
        int read = stream.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new IOException(file + " was cut while it was read");
        }
        hashing.update(buffer, 0, read);
        left -= read;
      }
      return hashing.finish();
    }
  }

  /**
   * Returns the tree hash of a whole, from those of its parts in their order. Right if all parts
   * but the last have the same size, which is 1 MiB times a power of two, and the last is not
   * larger.
   *
   * @throws IllegalArgumentException if there are no parts
   */
  public static TreeHash combined(List<TreeHash> parts) {
    TreeFold tree = new TreeFold();
    parts.forEach(part -> tree.add(HexFormat.of().parseHex(part.hex)));
    return tree.root()
        .map(root -> new TreeHash(HexFormat.of().formatHex(root)))
        .orElseThrow(() -> new IllegalArgumentException("There are no parts to combine"));
  }

  @Override
  public String toString() {
    return hex;
  }
}
