// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections that were waited for too long: for a whole head of a request, or for their
 * client to take an answer. Single bytes don't prolong it, as they do with Jetty's own idle time.
 * While no connection is left for others, it waits a tenth of the time.
 */
final class Patience extends Handler.Wrapper implements Connection.Listener {
  private static final Logger LOG = System.getLogger(Patience.class.getName());
  private static final int WHEN_FULL = 10;

  private final ConcurrentMap<EndPoint, Waiting> waiting = new ConcurrentHashMap<>();
  private final Limits limits;
  private final BooleanSupplier isFull;

  /** Each that does not take its answer at once holds it in memory. */
  private final Semaphore slowReaders;

  private final long intervalMillis;

  Patience(Limits limits, BooleanSupplier isFull, Handler handler) {
    super(handler);
    this.limits = limits;
    this.isFull = isFull;
    slowReaders = new Semaphore(Math.max(1, limits.requests() / 4));
    long shortest = limits.idleTime().dividedBy(WHEN_FULL).toMillis();
    intervalMillis = Math.max(10, Math.min(1_000, shortest));
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    schedule(getServer().getScheduler());
  }

  private void schedule(Scheduler scheduler) {
    scheduler.schedule(
        () -> {
          closeOverdue();
          if (isRunning() || isStarting()) {
            schedule(scheduler);
          }
        },
        intervalMillis,
        TimeUnit.MILLISECONDS);
  }

  private void closeOverdue() {
    long now = System.nanoTime();
    int hurry = isFull.getAsBoolean() ? WHEN_FULL : 1;
    waiting.forEach(
        (endPoint, wait) -> {
          // Unless what was waited for has come at this moment.
          if (now - wait.since() > wait.nanos() / hurry && waiting.remove(endPoint, wait)) {
            close(endPoint);
          }
        });
  }

  private void close(EndPoint endPoint) {
    waiting.remove(endPoint);
    try {
      endPoint.close();
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "A connection that is waited for too long cannot be closed", e);
    }
  }

  private void await(EndPoint endPoint, Duration time) {
    waiting.put(endPoint, new Waiting(System.nanoTime(), time.toNanos()));
    if (!endPoint.isOpen()) {
      waiting.remove(endPoint);
    }
  }

  @Override
  public void onOpened(Connection connection) {
    // With TLS there are two, one over the other; requests come from the upper one.
    if (!(connection instanceof SslConnection)) {
      await(connection.getEndPoint(), limits.idleTime());
    }
  }

  @Override
  public void onClosed(Connection connection) {
    waiting.remove(connection.getEndPoint());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    waiting.remove(endPoint);
    Exchange exchange = new Exchange(endPoint, callback);
    try {
      return super.handle(request, response, exchange);
    } finally {
      exchange.isHandled();
    }
  }

  private record Waiting(long since, long nanos) {}

  /** From a request to the end of its answer. */
  private final class Exchange extends Callback.Nested {
    private final EndPoint endPoint;
    private boolean isAnswered;
    private boolean isSlow;

    Exchange(EndPoint endPoint, Callback callback) {
      super(callback);
      this.endPoint = endPoint;
    }

    @Override
    public void succeeded() {
      end();
      super.succeeded();
    }

    @Override
    public void failed(Throwable failure) {
      end();
      super.failed(failure);
    }

    /** Called before Jetty learns of the end, and so before the next request comes. */
    private synchronized void end() {
      if (!isAnswered) {
        isAnswered = true;
        if (isSlow) {
          slowReaders.release();
        }
        await(endPoint, limits.idleTime());
      }
    }

    /** Called when all is done but for the client to take its answer. */
    private void isHandled() {
      if (!isTaken()) {
        LOG.log(Level.DEBUG, "Too many clients do not take their answers: one is given up");
        close(endPoint);
      }
    }

    private synchronized boolean isTaken() {
      if (isAnswered) {
        return true;
      }
      isSlow = slowReaders.tryAcquire();
      await(endPoint, limits.bodyTimeout());
      return isSlow;
    }
  }
}
