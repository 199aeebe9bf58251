// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.copy;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.Part;
import dev.firn.domain.vault.VaultKey;
import java.util.Optional;

/** Copies archives. */
final class ArchiveCopy {
  private final Side from;
  private final Side to;
  private final Carrier carrier;
  private final Staging staging;
  private final Tally tally;

  ArchiveCopy(Side from, Side to, Carrier carrier, Staging staging, Tally tally) {
    this.from = from;
    this.to = to;
    this.carrier = carrier;
    this.staging = staging;
    this.tally = tally;
  }

  /** Copies the archives of a vault that the target does not have. */
  void copy(VaultKey vault) {
    new Pairs<>(from.archives(vault), to.archives(vault))
        .forEachOfSource(this::copy, this::compare);
  }

  private void compare(Archive archive, Archive there) {
    tally.expects(-Tally.OVERHEAD_BYTES - archive.size());
    Difference.of(archive, from.parts(archive), there, to.parts(there))
        .ifPresent(difference -> tally.conflict(Origin.name(archive), archive.vault(), difference));
  }

  private void copy(Archive archive) {
    Origin origin = Origin.of(from, archive);
    Optional<String> damage = Damage.of(archive, origin.parts());
    if (damage.isPresent()) {
      tally.expects(-Tally.OVERHEAD_BYTES - archive.size());
      origin.tell(damage.get(), tally);
    } else if (origin.parts().size() == 1
        ? copyWhole(archive, origin)
        : copyParts(archive, origin)) {
      tally.archive(archive.size());
      tally.read(Tally.OVERHEAD_BYTES);
    } else {
      tally.expects(-Tally.OVERHEAD_BYTES);
    }
  }

  private boolean copyWhole(Archive archive, Origin origin) {
    Part all = origin.parts().get(0);
    return carrier.carry(
        origin, all, () -> {}, content -> to.storage().archives().add(archive, content));
  }

  private boolean copyParts(Archive archive, Origin origin) {
    return staging
        .gather(origin)
        .map(
            staged -> {
              if (!to.storage().uploads().become(staged, archive)) {
                throw Carrier.gone(archive.vault());
              }
              return true;
            })
        .orElse(false);
  }
}
