// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.firn.domain.vault.VaultKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Which test is given which Firn, tried with tests that JUnit runs within these. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WithFirnTest {
  /** What the tests that are run were given: each Firn, by where it was asked for. */
  private static final Map<String, LocalFirn> GIVEN = new ConcurrentHashMap<>();

  @BeforeEach
  void forget() {
    GIVEN.clear();
  }

  private static EngineExecutionResults run(Class<?> tests) {
    return run(tests, Map.of());
  }

  private static EngineExecutionResults run(Class<?> tests, Map<String, String> configuration) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(tests))
        .configurationParameters(configuration)
        .execute();
  }

  /** Runs tests that all succeed, and returns how many different Firns they were given. */
  private static int firnsOf(Class<?> tests, int count) {
    EngineExecutionResults results = run(tests);
    assertEquals(List.of(), failures(results));
    assertEquals(count, results.testEvents().succeeded().count());
    GIVEN.values().forEach(WithFirnTest::assertClosed);
    return Set.copyOf(GIVEN.values()).size();
  }

  private static List<String> failures(EngineExecutionResults results) {
    return results.allEvents().failed().stream().map(WithFirnTest::failure).toList();
  }

  private static String failure(Event event) {
    return event
        .getRequiredPayload(TestExecutionResult.class)
        .getThrowable()
        .map(Throwable::getMessage)
        .orElse("");
  }

  private static void assertClosed(LocalFirn firn) {
    VaultKey vault = VaultKey.of(firn.account(), "photos");
    assertThrows(
        IllegalStateException.class, () -> firn.firn().vaults().createVault(vault), "it is open");
  }

  private static void given(String where, LocalFirn firn) {
    firn.firn().vaults().createVault(VaultKey.of(firn.account(), "photos"));
    GIVEN.put(where, firn);
  }

  @WithFirn
  static class Everywhere {
    Everywhere(LocalFirn firn) {
      given("constructor", firn);
    }

    @BeforeEach
    void before(LocalFirn firn) {
      given("before", firn);
    }

    @Test
    void test(LocalFirn firn) {
      given("test", firn);
    }

    @AfterEach
    void after(LocalFirn firn) {
      given("after", firn);
    }
  }

  @Test
  void a_test_has_the_same_one_from_its_constructor_to_its_end() {
    assertEquals(1, firnsOf(Everywhere.class, 1));
    assertEquals(4, GIVEN.size());
  }

  @WithFirn
  static class Several {
    @Test
    void one(LocalFirn firn) {
      given("one", firn);
    }

    @Test
    void another(LocalFirn firn) {
      given("another", firn);
    }

    @RepeatedTest(2)
    void again(LocalFirn firn) {
      given("again" + firn.endpoint(), firn);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void with_arguments(int argument, LocalFirn firn) {
      given("argument" + argument, firn);
    }

    @Test
    void without() {}

    @Nested
    class Inner {
      @Test
      void nested(LocalFirn firn) {
        given("nested", firn);
      }
    }
  }

  @Test
  void each_test_repetition_and_argument_has_its_own() {
    assertEquals(7, firnsOf(Several.class, 8));
  }

  static class Inheriting extends Several {}

  @Test
  void subclasses_have_it_too() {
    assertEquals(7, firnsOf(Inheriting.class, 8));
  }

  @WithFirn(shared = true)
  static class Shared {
    @BeforeAll
    static void before_all(LocalFirn firn) {
      given("all", firn);
    }

    @Test
    void one(LocalFirn firn) {
      given("one", firn);
    }

    @Test
    void another(LocalFirn firn) {
      given("another", firn);
    }

    @Test
    @WithFirn(region = "eu-west-1")
    void own(LocalFirn firn) {
      assertEquals("eu-west-1", firn.region());
      given("own", firn);
    }

    @Nested
    class Inner {
      Inner(LocalFirn firn) {
        given("nested constructor", firn);
      }

      @Test
      void nested(LocalFirn firn) {
        given("nested", firn);
      }
    }

    @Nested
    @WithFirn(shared = true, account = "111122223333")
    class Own {
      @Test
      void nested(LocalFirn firn) {
        assertEquals("111122223333", firn.account());
        given("own nested", firn);
      }

      @Test
      void nested_as_well(LocalFirn firn) {
        given("own nested as well", firn);
      }
    }
  }

  @Test
  void a_shared_one_is_that_of_all_tests_but_those_with_their_own() {
    assertEquals(3, firnsOf(Shared.class, 6));
    assertEquals(GIVEN.get("all"), GIVEN.get("one"));
    assertEquals(GIVEN.get("all"), GIVEN.get("another"));
    assertEquals(GIVEN.get("all"), GIVEN.get("nested"));
    assertEquals(GIVEN.get("all"), GIVEN.get("nested constructor"));
    assertEquals(GIVEN.get("own nested"), GIVEN.get("own nested as well"));
  }

  @WithFirn
  @Timeout(value = 1, unit = TimeUnit.MINUTES)
  static class AtTheSameTime {
    private static final CyclicBarrier ALL = new CyclicBarrier(3);

    private static void meet(String where, LocalFirn firn) throws Exception {
      given(where, firn);
      ALL.await();
    }

    @Test
    void one(LocalFirn firn) throws Exception {
      meet("one", firn);
    }

    @Test
    void another(LocalFirn firn) throws Exception {
      meet("another", firn);
    }

    @Test
    void third(LocalFirn firn) throws Exception {
      meet("third", firn);
    }
  }

  @Test
  void tests_that_run_at_the_same_time_do_not_meet() {
    EngineExecutionResults results =
        run(
            AtTheSameTime.class,
            Map.of(
                "junit.jupiter.execution.parallel.enabled", "true",
                "junit.jupiter.execution.parallel.mode.default", "concurrent",
                "junit.jupiter.execution.parallel.config.strategy", "fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "3"));
    assertEquals(List.of(), failures(results));
    assertEquals(3, Set.copyOf(GIVEN.values()).size());
    GIVEN.values().forEach(WithFirnTest::assertClosed);
  }

  @WithFirn
  static class Failing {
    @Test
    void fails(LocalFirn firn) {
      given("fails", firn);
      throw new AssertionError("as it should");
    }
  }

  @WithFirn
  static class FailingEarly {
    FailingEarly(LocalFirn firn) {
      given("fails", firn);
      throw new IllegalStateException("as it should");
    }

    @Test
    void test() {}
  }

  @ParameterizedTest
  @ValueSource(classes = {Failing.class, FailingEarly.class})
  void it_is_closed_after_a_test_that_failed(Class<?> tests) {
    assertEquals(List.of("as it should"), failures(run(tests)));
    assertEquals(1, GIVEN.size());
    GIVEN.values().forEach(WithFirnTest::assertClosed);
  }

  @WithFirn(storage = "tape:")
  static class OnTape {
    @Test
    void test(LocalFirn firn) {}
  }

  @WithFirn
  static class BeforeAllTests {
    @BeforeAll
    static void before_all(LocalFirn firn) {}

    @Test
    void test() {}
  }

  @WithFirn
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class OneInstance {
    OneInstance(LocalFirn firn) {}

    @Test
    void test() {}
  }

  @Test
  void what_cannot_be_says_why() {
    assertFailsWith(OnTape.class, "No storage adapter for the scheme \"tape\"");
    assertFailsWith(BeforeAllTests.class, "@WithFirn(shared = true)");
    assertFailsWith(OneInstance.class, "@WithFirn(shared = true)");
  }

  private static void assertFailsWith(Class<?> tests, String message) {
    String failures = failures(run(tests)).stream().collect(Collectors.joining("\n"));
    assertTrue(failures.contains(message), failures);
  }
}
