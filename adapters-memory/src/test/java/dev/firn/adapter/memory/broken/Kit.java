// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory.broken;

import dev.firn.domain.storage.Storage;
import dev.firn.testkit.StorageContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the contract kit as a backend's author does, and tells what it says. */
final class Kit {
  /** What the kit is at now; its tests are made one after the other, by JUnit. */
  private static volatile Supplier<Backend> current = Backend::new;

  private Kit() {}

  /** What a backend's author writes. */
  static final class Contract extends StorageContract {
    private final Backend backend = current.get();

    @Override
    protected Storage open() {
      return backend.open();
    }

    @Override
    protected Optional<Storage> openAnother() {
      return Optional.of(backend.open());
    }

    @Override
    protected boolean survivesReopening() {
      return backend.survivesReopening();
    }

    @Override
    protected boolean breakEngine() {
      backend.breakEngine();
      return true;
    }
  }

  /** What came of a run: how many tests were made, and the failures by the tests' names. */
  record Outcome(int tests, Map<String, String> failures) {}

  /** Runs a part of the kit, or all of it. */
  static Outcome run(Supplier<Backend> backend, Optional<String> part, Duration limit) {
    current = backend;
    Listener listener = new Listener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(
                    part.map(Kit::nested).orElse(DiscoverySelectors.selectClass(Contract.class)))
                .configurationParameter("dev.firn.testkit.timeout", limit.toString())
                .build(),
            listener);
    return new Outcome(listener.tests.size(), new TreeMap<>(listener.failures));
  }

  private static DiscoverySelector nested(String part) {
    return DiscoverySelectors.selectNestedClass(
        List.of(Contract.class.getName()), StorageContract.class.getName() + "$" + part);
  }

  private static final class Listener implements TestExecutionListener {
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    private final Map<String, String> tests = new ConcurrentHashMap<>();

    @Override
    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
      if (identifier.isTest()) {
        tests.put(identifier.getUniqueId(), identifier.getLegacyReportingName());
      }
      result
          .getThrowable()
          .filter(any -> result.getStatus() == TestExecutionResult.Status.FAILED)
          .ifPresent(
              failure ->
                  failures.put(identifier.getUniqueId(), String.valueOf(failure.getMessage())));
    }
  }
}
