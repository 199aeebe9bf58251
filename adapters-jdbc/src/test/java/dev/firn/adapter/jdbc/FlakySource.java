// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A data source of which some executions fail before they reach the database, and rollbacks if told
 * so.
 */
final class FlakySource {
  private final DataSource source;
  private final AtomicInteger executions = new AtomicInteger();
  private volatile SQLException failure = new SQLException("planted");
  private final AtomicInteger cut = new AtomicInteger();
  private volatile int failures;
  private volatile boolean rollbacksFail;

  FlakySource(DataSource source) {
    this.source = source;
  }

  /** Makes the next executions of a prepared statement fail, and counts from here. */
  void failNext(int failures, String state) {
    failNext(failures, state, 0);
  }

  /** The same, with an error code of the engine's own. */
  void failNext(int failures, String state, int code) {
    this.failure = new SQLException("planted", state, code);
    this.failures = failures;
    executions.set(0);
  }

  int executions() {
    return executions.get();
  }

  /** Makes all rollbacks fail from here on. */
  void failRollbacks() {
    rollbacksFail = true;
  }

  /** Returns how many connections were cut. */
  int cut() {
    return cut.get();
  }

  DataSource source() {
    return wrap(DataSource.class, source);
  }

  private <T> T wrap(Class<T> type, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (type == PreparedStatement.class
                  && method.getName().startsWith("execute")
                  && executions.incrementAndGet() <= failures) {
                throw failure;
              }
              if (type == Connection.class && method.getName().equals("abort")) {
                cut.incrementAndGet();
              }
              if (method.getName().equals("rollback") && rollbacksFail) {
                throw new SQLException("planted, in rolling back");
              }
              try {
                Object result = method.invoke(target, arguments);
                if (result instanceof PreparedStatement statement) {
                  return wrap(PreparedStatement.class, statement);
                }
                return result instanceof Connection connection
                    ? wrap(Connection.class, connection)
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
