// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.example.mvstore;

import dev.firn.domain.archive.Part;
import dev.firn.domain.page.Scan;
import dev.firn.domain.vault.VaultKey;
import java.util.List;

/** Parts of uploads and of archives. Every method is to be called in a step. */
final class Parts {
  private final Tables tables;
  private final MvContentRepository contents;

  Parts(Tables tables, MvContentRepository contents) {
    this.tables = tables;
    this.contents = contents;
  }

  /**
   * Stores a part, which names an incoming content, in place of one that begins at the same byte.
   *
   * @return whether the content is incoming, and so the part is stored
   */
  boolean put(VaultKey vault, String owner, Part part) {
    if (!contents.name(vault, part.content())) {
      return false;
    }
    String key = Keys.part(vault, owner, part.range().first());
    String replaced = tables.parts().put(key, Values.of(part));
    if (replaced != null) {
      contents.abandon(Values.part(key, replaced).content());
    }
    return true;
  }

  List<Part> scan(VaultKey vault, String owner, Scan<Long> scan) {
    return Tables.scan(
        tables.parts(),
        Keys.part(vault, owner, scan.startAt().orElse(0L)),
        Keys.endOfParts(vault, owner),
        scan.max(),
        Values::part);
  }

  private List<Part> all(VaultKey vault, String owner) {
    return scan(vault, owner, Scan.first(Integer.MAX_VALUE));
  }

  /** Tells whether an upload or an archive has parts, or an archive that was that upload. */
  boolean has(VaultKey vault, String owner) {
    return Tables.hasRows(
        tables.parts(), Keys.part(vault, owner, 0), Keys.endOfParts(vault, owner));
  }

  /** Makes all parts of an owner those of another, which has none. */
  void handOver(VaultKey vault, String owner, String other) {
    for (Part part : all(vault, owner)) {
      tables.parts().remove(Keys.part(vault, owner, part.range().first()));
      tables.parts().put(Keys.part(vault, other, part.range().first()), Values.of(part));
    }
  }

  /** Removes all parts of an owner, and abandons what they name. */
  void remove(VaultKey vault, String owner) {
    for (Part part : all(vault, owner)) {
      tables.parts().remove(Keys.part(vault, owner, part.range().first()));
      contents.abandon(part.content());
    }
  }
}
