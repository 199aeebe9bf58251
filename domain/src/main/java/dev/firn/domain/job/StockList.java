// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.job;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.vault.VaultKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;

/**
 * The archives of a vault as a stocktaking wrote them down, in the order of their ids. For one
 * thread.
 */
final class StockList implements Iterator<Archive> {
  private static final String HEAD = "firn stock 1\n";

  private final VaultKey vault;
  private final BufferedReader lines;
  private Optional<String> next;

  /**
   * Begins to read.
   *
   * @param bytes what was written by {@link Form}
   */
  StockList(VaultKey vault, InputStream bytes) {
    this.vault = vault;
    this.lines = new BufferedReader(new InputStreamReader(bytes, US_ASCII));
    if (!line().filter(HEAD.strip()::equals).isPresent()) {
      throw new StorageException("The stock list of " + vault + " is of another version of Firn");
    }
    this.next = line();
  }

  @Override
  public boolean hasNext() {
    return next.isPresent();
  }

  @Override
  public Archive next() {
    Archive archive = archive(next.orElseThrow());
    next = line();
    return archive;
  }

  private Archive archive(String line) {
    String[] fields = line.split(" ", 5);
    return new Archive(
        new ArchiveId(fields[0]),
        vault,
        new ArchiveDescription(fields[4]),
        Long.parseLong(fields[1]),
        new TreeHash(fields[2]),
        Instant.ofEpochMilli(Long.parseLong(fields[3])));
  }

  private Optional<String> line() {
    try {
      return Optional.ofNullable(lines.readLine());
    } catch (IOException e) {
      throw new StorageException("The stock list of " + vault + " cannot be read", e);
    }
  }

  /** How the list is written; counts what it writes. For one thread. */
  static final class Form implements InventoryForm {
    private long archives;
    private long bytes;

    long archives() {
      return archives;
    }

    long bytes() {
      return bytes;
    }

    @Override
    public String head() {
      return HEAD;
    }

    @Override
    public String row(Archive archive, boolean isFirst) {
      archives++;
      bytes += archive.size();
      return "%s %d %s %d %s\n"
          .formatted(
              archive.id(),
              archive.size(),
              archive.treeHash(),
              archive.creationDate().toEpochMilli(),
              archive.description());
    }

    @Override
    public String tail() {
      return "";
    }
  }
}
