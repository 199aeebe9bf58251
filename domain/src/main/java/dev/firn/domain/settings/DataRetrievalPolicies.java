// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.settings;

import com.google.common.collect.Iterables;
import dev.firn.domain.error.PolicyEnforcedException;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.Vaults;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The operations on data retrieval policies, named as the API names them. Thread-safe. Each may
 * throw {@link dev.firn.domain.error.StorageException} if the storage fails, and {@link
 * IllegalStateException} once it is closed.
 */
public final class DataRetrievalPolicies {
  /** What a retrieval is spread over at least, so that one that takes no time has a rate too. */
  private static final Duration LEAST_SPAN = Duration.ofHours(1);

  /** Into so many parts time is cut that a retrieval takes; those of one part count as one. */
  private static final int PARTS_OF_SPAN = 60;

  private final StoredSettings settings;
  private final long freeBytesPerDay;

  /**
   * Creates the operations over a repository.
   *
   * @param freeBytesPerDay how many bytes the strategy {@link RetrievalStrategy#FREE_TIER} allows
   *     an account on each day, UTC
   * @hidden
   */
  public DataRetrievalPolicies(SettingsRepository repository, Vaults vaults, long freeBytesPerDay) {
    this.settings = new StoredSettings(repository, vaults);
    this.freeBytesPerDay = freeBytesPerDay;
  }

  /**
   * Sets an account's policy, for jobs from then on; what was retrieved while there was a limit
   * still counts. Follows "Set Data Retrieval Policy (PUT policy)".
   */
  public void setDataRetrievalPolicy(AccountId account, RetrievalPolicy policy) {
    settings.change(account, before -> before.with(policy));
  }

  /**
   * Returns an account's policy; one that sets no limit, if it never set any. Follows "Get Data
   * Retrieval Policy (GET policy)".
   */
  public RetrievalPolicy getDataRetrievalPolicy(AccountId account) {
    return settings.of(account).retrievalPolicy();
  }

  /**
   * Lets a retrieval of the Standard tier pass and counts it, or refuses it. With a limit of bytes
   * an hour the rates of all that are in progress may not pass it together; a retrieval's rate is
   * its bytes by the hours that it takes, 1 at least. It may count for a sixtieth longer than it
   * takes, as those that began at nearly the same time are counted as one.
   *
   * @param start when it begins
   * @param end when it ends
   * @param bytes how many bytes it retrieves
   * @throws PolicyEnforcedException if the policy does not allow it
   * @hidden
   */
  public void count(AccountId account, Instant start, Instant end, long bytes) {
    CountedRetrieval retrieval =
        new CountedRetrieval(
            start, end.isBefore(start.plus(LEAST_SPAN)) ? start.plus(LEAST_SPAN) : end, bytes);
    settings.change(account, before -> counted(before, retrieval));
  }

  private AccountSettings counted(AccountSettings before, CountedRetrieval added) {
    RetrievalPolicy policy = before.retrievalPolicy();
    if (policy.strategy() == RetrievalStrategy.NONE) {
      return before;
    }
    boolean isFreeTier = policy.strategy() == RetrievalStrategy.FREE_TIER;
    List<CountedRetrieval> counted = new ArrayList<>();
    for (CountedRetrieval each : before.retrievals()) {
      if (isFreeTier ? isOfDay(each, added.start()) : isInProgress(each, added.start())) {
        counted.add(each);
      }
    }
    // Nodes whose clocks differ take turns.
    int same = Iterables.indexOf(counted, each -> areOne(each, added));
    if (same < 0) {
      counted.add(added);
    } else {
      counted.set(same, joined(counted.get(same), added));
    }
    if (isFreeTier ? bytes(counted) > freeBytesPerDay : isTooFast(counted, policy)) {
      throw PolicyEnforcedException.retrieval();
    }
    // Of a day only the sum counts, however many retrievals there are.
    return before.withRetrievals(
        isFreeTier
            ? List.of(new CountedRetrieval(added.start(), added.end(), bytes(counted)))
            : counted);
  }

  /** Of the same span, so that the rate of both together is the sum of theirs. */
  private static boolean areOne(CountedRetrieval before, CountedRetrieval added) {
    return span(before) == span(added) && part(before) == part(added);
  }

  private static CountedRetrieval joined(CountedRetrieval before, CountedRetrieval added) {
    CountedRetrieval last = added.start().isBefore(before.start()) ? before : added;
    return new CountedRetrieval(last.start(), last.end(), before.bytes() + added.bytes());
  }

  private static long span(CountedRetrieval retrieval) {
    return Duration.between(retrieval.start(), retrieval.end()).toMillis();
  }

  private static long part(CountedRetrieval retrieval) {
    return retrieval.start().toEpochMilli() / (span(retrieval) / PARTS_OF_SPAN);
  }

  private static long bytes(List<CountedRetrieval> counted) {
    return counted.stream().mapToLong(CountedRetrieval::bytes).sum();
  }

  private static boolean isTooFast(List<CountedRetrieval> counted, RetrievalPolicy policy) {
    double rate = counted.stream().mapToDouble(DataRetrievalPolicies::rate).sum();
    return rate > policy.bytesPerHour().orElseThrow();
  }

  private static double rate(CountedRetrieval retrieval) {
    double hours = (double) span(retrieval) / Duration.ofHours(1).toMillis();
    return retrieval.bytes() / hours;
  }

  private static boolean isInProgress(CountedRetrieval retrieval, Instant time) {
    return time.isBefore(retrieval.end());
  }

  private static boolean isOfDay(CountedRetrieval retrieval, Instant time) {
    return day(retrieval.start()).equals(day(time));
  }

  private static LocalDate day(Instant time) {
    return time.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
