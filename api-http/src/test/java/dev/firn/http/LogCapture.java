// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static org.junit.jupiter.api.Assertions.assertFalse;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** What is logged, at the level that tests log at, from its making to its closing. */
public final class LogCapture implements AutoCloseable {
  private final Logger logger;
  private final ListAppender<ILoggingEvent> events = new ListAppender<>();

  /** Begins with what anybody logs. */
  public LogCapture() {
    this(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  private LogCapture(String name) {
    logger = (Logger) LoggerFactory.getLogger(name);
    events.start();
    logger.addAppender(events);
  }

  /**
   * Begins with what Firn logs: Jetty may warn of a selector that was closed when it is stopped.
   */
  static LogCapture ofFirn() {
    return new LogCapture("dev.firn");
  }

  /** Returns the lines so far, each with its level and its logger. */
  public String text() {
    return List.copyOf(events.list).stream()
        .map(event -> event + " " + event.getThrowableProxy())
        .collect(Collectors.joining("\n"));
  }

  /** Waits until a text is logged; a test's timeout ends it. */
  public void await(String part) {
    while (!text().contains(part)) {
      assertFalse(Thread.interrupted(), "it takes too long");
    }
  }

  @Override
  public void close() {
    logger.detachAppender(events);
  }
}
