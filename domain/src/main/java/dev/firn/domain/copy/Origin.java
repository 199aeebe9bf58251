// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.copy;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.Part;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.vault.VaultKey;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Something of one of the storages whose bytes are read.
 *
 * @param side the storage
 * @param vault the vault that it is in
 * @param name the kind of thing and its id, such as "archive ID"
 * @param parts its parts
 * @param isUnchanged tells whether it is still there, as it was
 */
record Origin(
    Side side, VaultKey vault, String name, List<Part> parts, BooleanSupplier isUnchanged) {

  static Origin of(Side side, Archive archive) {
    List<Part> parts = side.parts(archive);
    return new Origin(side, archive.vault(), name(archive), parts, () -> side.has(archive, parts));
  }

  static Origin of(Side side, MultipartUpload upload) {
    List<Part> parts = side.parts(upload);
    return new Origin(side, upload.vault(), name(upload), parts, () -> side.has(upload, parts));
  }

  static String name(Archive archive) {
    return "archive " + archive.id();
  }

  static String name(MultipartUpload upload) {
    return "upload " + upload.id();
  }

  /** Returns the number of bytes of all parts. */
  long size() {
    return parts.stream().mapToLong(part -> part.range().length()).sum();
  }

  /** Reads the bytes of all parts, and tells of those that are not what they were. */
  void check(Tally tally) {
    check(parts, true, tally);
  }

  /** Does so with the parts behind one that is damaged already, if it is. */
  void checkBehind(Part damaged, Tally tally) {
    List<Part> behind =
        parts.stream().filter(part -> part.range().first() > damaged.range().first()).toList();
    check(behind, isUnchanged.getAsBoolean(), tally);
  }

  private void check(List<Part> some, boolean unchanged, Tally tally) {
    boolean worthReading = unchanged;
    for (Part part : some) {
      if (worthReading) {
        worthReading = isSound(part, tally) || isUnchanged.getAsBoolean();
      } else {
        tally.expects(-part.range().length());
      }
    }
  }

  private boolean isSound(Part part, Tally tally) {
    Optional<String> damage = side.damage(vault, part, tally);
    damage.ifPresent(each -> tell(part, each, tally));
    return damage.isEmpty();
  }

  /** Tells what is wrong with the bytes of a part. */
  void tell(Part part, String damage, Tally tally) {
    tell(", part " + part.range(), damage, tally);
  }

  /** Tells what is wrong with it as a whole. */
  void tell(String damage, Tally tally) {
    tell("", damage, tally);
  }

  private void tell(String where, String damage, Tally tally) {
    if (isUnchanged.getAsBoolean()) {
      tally.fault(
          Fault.Kind.DAMAGED, this + where + " is damaged in " + side.name() + ": " + damage);
    } else {
      tally.fault(Fault.Kind.CHANGED, this + " changed in " + side.name() + ", which is in use");
    }
  }

  @Override
  public String toString() {
    return name + " in " + vault;
  }
}
