// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.Firn;
import dev.firn.domain.error.PolicyEnforcedException;
import dev.firn.domain.settings.CountedRetrieval;
import dev.firn.domain.settings.RetrievalPolicy;
import dev.firn.domain.settings.RetrievalStrategy;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.storage.Storages;
import dev.firn.domain.vault.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What an account's data retrieval policy lets pass, hour by hour and day by day. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DataRetrievalPoliciesTest {
  private static final AccountId ACCOUNT = new AccountId("012345678901");
  private static final Instant START = Instant.parse("2026-01-10T12:00:00Z");

  private Storage storage;
  private Firn firn;

  @BeforeEach
  void open() {
    storage = Storages.open("memory:");
    firn = Firn.builder().freeRetrieval(1_000).over(storage);
  }

  @AfterEach
  void close() {
    storage.close();
  }

  private void set(RetrievalStrategy strategy, OptionalLong bytesPerHour) {
    firn.dataRetrievalPolicies()
        .setDataRetrievalPolicy(ACCOUNT, new RetrievalPolicy(strategy, bytesPerHour));
  }

  /** A retrieval that begins so many seconds after the start. */
  private void retrieve(long second, Duration takes, long bytes) {
    Instant start = START.plusSeconds(second);
    firn.dataRetrievalPolicies().count(ACCOUNT, start, start.plus(takes), bytes);
  }

  private void assertRefused(long second, Duration takes, long bytes) {
    assertThrows(PolicyEnforcedException.class, () -> retrieve(second, takes, bytes));
  }

  private List<CountedRetrieval> counted() {
    return storage.settings().find(ACCOUNT).retrievals();
  }

  @Test
  void the_rates_of_all_that_are_in_progress_do_not_pass_the_limit_together() {
    set(RetrievalStrategy.BYTES_PER_HOUR, OptionalLong.of(1_000));
    retrieve(0, Duration.ZERO, 600);
    assertRefused(1, Duration.ZERO, 401);
    retrieve(1, Duration.ZERO, 400);
    assertRefused(2, Duration.ofHours(5), 5);
    // What takes five hours has a fifth of the rate, and counts for as long.
    retrieve(3_661, Duration.ofHours(5), 4_000);
    retrieve(3_661, Duration.ZERO, 200);
    assertRefused(5 * 3_600, Duration.ZERO, 201);
    retrieve(5 * 3_600, Duration.ZERO, 200);
    retrieve(7 * 3_600, Duration.ZERO, 1_000);
  }

  @Test
  void however_many_there_are_few_are_counted_and_none_is_lost() {
    set(RetrievalStrategy.BYTES_PER_HOUR, OptionalLong.of(3_000));
    for (int second = 0; second < 3_000; second++) {
      retrieve(second, Duration.ZERO, 1);
    }
    assertRefused(3_000, Duration.ZERO, 1);
    assertTrue(counted().size() <= 61, counted().size() + " of 3000");
    assertEquals(3_000, counted().stream().mapToLong(CountedRetrieval::bytes).sum());
    // Those of the first minute are over when its last is.
    assertRefused(3_658, Duration.ZERO, 1);
    retrieve(3_659, Duration.ZERO, 60);
    assertRefused(3_659, Duration.ZERO, 1);
  }

  @Test
  void also_of_nodes_whose_clocks_differ_few_are_counted() {
    set(RetrievalStrategy.BYTES_PER_HOUR, OptionalLong.of(3_000));
    for (int second = 0; second < 1_000; second++) {
      retrieve(second, Duration.ZERO, 1);
      retrieve(second + 900, Duration.ZERO, 1);
    }
    assertTrue(counted().size() <= 61, counted().size() + " of 2000");
    assertEquals(2_000, counted().stream().mapToLong(CountedRetrieval::bytes).sum());
  }

  @Test
  void a_free_tier_is_of_a_day() {
    set(RetrievalStrategy.FREE_TIER, OptionalLong.empty());
    retrieve(0, Duration.ofHours(5), 600);
    retrieve(11 * 3_600, Duration.ZERO, 400);
    assertRefused(12 * 3_600 - 1, Duration.ZERO, 1);
    retrieve(12 * 3_600, Duration.ZERO, 1_000);
    assertEquals(1, counted().size());
  }

  @Test
  void without_a_limit_nothing_is_counted() {
    retrieve(0, Duration.ZERO, Long.MAX_VALUE);
    assertEquals(List.of(), counted());
  }
}
