// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.copy;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.Part;
import dev.firn.domain.settings.AccountSettings;
import dev.firn.domain.settings.VaultSettings;
import dev.firn.domain.upload.CompletedUpload;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.vault.Vault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Says in what something differs between two storages, as it follows upon its name. */
final class Difference {
  private Difference() {}

  /** Compares when vaults were created. */
  static Optional<String> of(Vault from, Vault to) {
    return first(from, to, List.of(new Field<>("creation date", Vault::creationDate)));
  }

  /** Compares what is said of the archives in vaults. */
  static Optional<String> ofInventories(Vault from, Vault to) {
    return first(
        from,
        to,
        List.of(
            new Field<>("number of archives", vault -> vault.inventory().archives()),
            new Field<>("number of bytes", vault -> vault.inventory().bytes()),
            new Field<>("inventory date", vault -> told(vault.inventory().date()))));
  }

  /** Compares archives and their parts. */
  static Optional<String> of(Archive from, List<Part> fromParts, Archive to, List<Part> toParts) {
    return first(
            from,
            to,
            List.of(
                new Field<>("size", Archive::size),
                new Field<>("tree hash", Archive::treeHash),
                new Field<>("creation date", Archive::creationDate),
                new Field<>("description", archive -> archive.description().text())))
        .or(() -> ofParts(fromParts, toParts));
  }

  /** Compares when uploads were last active. */
  static Optional<String> ofActivity(Optional<Instant> from, Optional<Instant> to) {
    return from.equals(to)
        ? Optional.empty()
        : Optional.of(differs("last activity", told(from), told(to)));
  }

  /** Compares what is set for vaults. Policies are long, and so no value is told. */
  static Optional<String> of(VaultSettings from, VaultSettings to) {
    VaultSettings none = VaultSettings.none();
    return ofNothing(from.equals(none), to.equals(none))
        .or(
            () ->
                firstUntold(
                    from,
                    to,
                    List.of(
                        new Field<>("vault lock", VaultSettings::lock),
                        new Field<>("access policy", VaultSettings::accessPolicy),
                        new Field<>("notification configuration", VaultSettings::notifications),
                        new Field<>("tags", VaultSettings::tags))));
  }

  /** Compares what is set for accounts; no value is told. */
  static Optional<String> of(AccountSettings from, AccountSettings to) {
    AccountSettings none = AccountSettings.none();
    return ofNothing(from.equals(none), to.equals(none))
        .or(
            () ->
                firstUntold(
                    from,
                    to,
                    List.of(
                        new Field<>("data retrieval policy", AccountSettings::retrievalPolicy),
                        new Field<>("provisioned capacity", AccountSettings::capacity),
                        new Field<>("counted retrievals", AccountSettings::retrievals))));
  }

  /** Compares whether anything is set at all. */
  private static Optional<String> ofNothing(boolean from, boolean to) {
    return from == to
        ? Optional.empty()
        : Optional.of("nothing is set in the " + (from ? "source" : "target"));
  }

  /** Compares uploads and their parts. */
  static Optional<String> of(
      MultipartUpload from, List<Part> fromParts, MultipartUpload to, List<Part> toParts) {
    return first(
            from,
            to,
            List.of(
                new Field<>("part size", upload -> upload.partSize().bytes()),
                new Field<>("creation date", MultipartUpload::creationDate),
                new Field<>("description", upload -> upload.description().text())))
        .or(() -> ofParts(fromParts, toParts));
  }

  /** Compares what uploads were completed as. */
  static Optional<String> of(CompletedUpload from, CompletedUpload to) {
    return first(
        from,
        to,
        List.of(
            new Field<>("archive", upload -> upload.completion().archive()),
            new Field<>("archive's size", upload -> upload.completion().archiveSize()),
            new Field<>("archive's tree hash", upload -> upload.completion().treeHash()),
            new Field<>("completion date", upload -> upload.completion().date())));
  }

  private static Optional<String> ofParts(List<Part> from, List<Part> to) {
    if (from.size() != to.size()) {
      return Optional.of(differs("number of parts", from.size(), to.size()));
    }
    for (int i = 0; i < from.size(); i++) {
      if (!isSame(from.get(i), to.get(i))) {
        return Optional.of(
            differs("part " + from.get(i).range(), told(from.get(i)), told(to.get(i))));
      }
    }
    return Optional.empty();
  }

  /** Tells whether two parts have the same place and the same bytes, wherever these are stored. */
  static boolean isSame(Part one, Part other) {
    return one.range().equals(other.range()) && one.treeHash().equals(other.treeHash());
  }

  private static String told(Part part) {
    return part.range() + " with tree hash " + part.treeHash();
  }

  private static String told(Optional<?> value) {
    return value.map(Object::toString).orElse("none");
  }

  /** Says that something is another on either side. */
  private static String differs(String what, Object from, Object to) {
    return "its " + what + " is " + from + " in the source and " + to + " in the target";
  }

  private static <T> Optional<String> firstUntold(T from, T to, List<Field<T>> fields) {
    return firstOther(from, to, fields)
        .map(field -> "its " + field.name() + " in the source and in the target are not the same");
  }

  private static <T> Optional<Field<T>> firstOther(T from, T to, List<Field<T>> fields) {
    return fields.stream()
        .filter(field -> !field.value().apply(from).equals(field.value().apply(to)))
        .findFirst();
  }

  private record Field<T>(String name, Function<T, Object> value) {}

  private static <T> Optional<String> first(T from, T to, List<Field<T>> fields) {
    return firstOther(from, to, fields)
        .map(field -> differs(field.name(), field.value().apply(from), field.value().apply(to)));
  }
}
