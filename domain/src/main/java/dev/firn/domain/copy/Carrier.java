// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.copy;

import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentId;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.content.Contents;
import dev.firn.domain.content.IncomingContent;
import dev.firn.domain.content.Payload;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.vault.VaultKey;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Carries bytes from the source to the target, a chunk at a time, and checks them on the way. */
final class Carrier {
  private final Contents contents;
  private final Tally tally;

  Carrier(Contents contents, Tally tally) {
    this.contents = contents;
    this.tally = tally;
  }

  /**
   * Copies the bytes of a part.
   *
   * @param origin what the part is of
   * @param renewal is run now and then
   * @param naming has the target name them
   * @return whether they were copied; if not, nothing of them is left, and the fault was told
   */
  boolean carry(
      Origin origin, Part part, Runnable renewal, Function<ContentId, ContentNaming> naming) {
    VaultKey vault = origin.vault();
    Optional<String> damage;
    try (InputStream bytes = origin.side().bytes(vault, part, tally);
        IncomingContent content = contents.begin(vault, size(part), renewal)) {
      content.receive(bytes, part.range().length());
      damage = Damage.of(part, content.check(Payload.of(bytes, part.range().length())));
      if (damage.isEmpty()) {
        name(vault, content, naming);
      }
    } catch (IOException e) {
      damage = Damage.of(e);
    }
    damage.ifPresent(each -> origin.tell(part, each, tally));
    return damage.isEmpty();
  }

  private static OptionalLong size(Part part) {
    return OptionalLong.of(part.range().length());
  }

  private static void name(
      VaultKey vault, IncomingContent content, Function<ContentId, ContentNaming> naming) {
    switch (naming.apply(content.id())) {
      case NAMED -> content.keep();
      case NO_OWNER -> throw gone(vault);
      case NO_CONTENT -> throw content.lost();
    }
  }

  /** Returns the failure of a copy under whose feet somebody deletes what it has made. */
  static StorageException gone(VaultKey vault) {
    return new StorageException(
        "Something that was being copied was deleted from "
            + vault
            + " in the target, which nobody must use until all is copied. Copy again");
  }
}
