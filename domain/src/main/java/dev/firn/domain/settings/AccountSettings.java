// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.settings;

import dev.firn.domain.document.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * All that is set for an account.
 *
 * @param retrievalPolicy how much it may retrieve
 * @param capacity the capacity that it has purchased; an unmodifiable copy
 * @param retrievals the retrievals that the policy counts; an unmodifiable copy
 */
public record AccountSettings(
    RetrievalPolicy retrievalPolicy,
    List<CapacityUnit> capacity,
    List<CountedRetrieval> retrievals) {
  private static final AccountSettings NONE =
      new AccountSettings(RetrievalPolicy.none(), List.of(), List.of());

  /** Copies the lists. */
  public AccountSettings {
    Objects.requireNonNull(retrievalPolicy, "retrievalPolicy");
    capacity = List.copyOf(capacity);
    retrievals = List.copyOf(retrievals);
  }

  /** Returns what is set for an account for which nothing was ever set. */
  public static AccountSettings none() {
    return NONE;
  }

  /** Returns the same with this retrieval policy. */
  public AccountSettings with(RetrievalPolicy value) {
    return new AccountSettings(value, capacity, retrievals);
  }

  /** Returns the same with this capacity. */
  public AccountSettings withCapacity(List<CapacityUnit> value) {
    return new AccountSettings(retrievalPolicy, value, retrievals);
  }

  /** Returns the same with these retrievals counted. */
  public AccountSettings withRetrievals(List<CountedRetrieval> value) {
    return new AccountSettings(retrievalPolicy, capacity, value);
  }

  /** Returns what a backend stores of it. */
  public Document document() {
    Document.Builder document =
        Document.builder().putAll("retrievalPolicy.", retrievalPolicy.document());
    number(document, "capacity.", capacity.stream().map(CapacityUnit::document).toList());
    number(document, "retrieval.", retrievals.stream().map(CountedRetrieval::document).toList());
    return document.build();
  }

  private static void number(Document.Builder document, String prefix, List<Document> documents) {
    for (int i = 0; i < documents.size(); i++) {
      document.putAll(prefix + i + ".", documents.get(i));
    }
  }

  /**
   * Reads what a backend has stored.
   *
   * @throws IllegalArgumentException if a field is missing, or not as {@link #document} has it
   * @throws dev.firn.domain.error.GlacierException if a value is not allowed
   */
  public static AccountSettings of(Document document) {
    AccountSettings read =
        new AccountSettings(
            RetrievalPolicy.of(document.under("retrievalPolicy.")),
            numbered(document, "capacity.", CapacityUnit::of),
            numbered(document, "retrieval.", CountedRetrieval::of));
    document.check(read.document());
    return read;
  }

  private static <T> List<T> numbered(
      Document document, String prefix, Function<Document, T> read) {
    List<T> all = new ArrayList<>();
    while (true) {
      Optional<Document> next =
          Optional.of(document.under(prefix + all.size() + "."))
              .filter(each -> !each.fields().isEmpty());
      if (next.isEmpty()) {
        return all;
      }
      all.add(read.apply(next.get()));
    }
  }
}
