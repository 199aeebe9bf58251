// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import dev.firn.domain.Firn;
import dev.firn.domain.job.Notice;
import dev.firn.domain.settings.TopicArn;
import dev.firn.http.job.JobJson;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Delivers the notices of jobs' ends to the endpoints of their topics, on a thread of its own: see
 * {@link dev.firn.domain.job.Notices}. What a topic without an endpoint is sent is kept, and tried
 * again, as if its endpoint did not answer.
 */
final class Notifier implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Notifier.class.getName());
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int AT_ONCE = 100;
  private static final long STOP_TIMEOUT_SECONDS = 30;

  private final Firn firn;
  private final Map<TopicArn, TopicEndpoint> endpoints;
  private final ScheduledExecutorService thread;

  /** Of what was said in the log, so that it is not said again. */
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  private volatile boolean isWaitingForRoom;

  private Notifier(
      Firn firn, Map<TopicArn, TopicEndpoint> endpoints, ScheduledExecutorService thread) {
    this.firn = firn;
    this.endpoints = endpoints;
    this.thread = thread;
  }

  /** Starts delivering, to these endpoints. */
  static Notifier start(Firn firn, Map<TopicArn, Endpoint> topics) {
    Map<TopicArn, TopicEndpoint> endpoints = new HashMap<>();
    if (!topics.isEmpty()) {
      HttpClient client = TopicEndpoint.client();
      topics.forEach(
          (topic, endpoint) -> endpoints.put(topic, new TopicEndpoint(endpoint, client)));
    }
    Notifier notifier =
        new Notifier(
            firn,
            Map.copyOf(endpoints),
            Executors.newSingleThreadScheduledExecutor(
                task -> {
                  Thread thread = new Thread(task, "notify");
                  thread.setDaemon(true);
                  return thread;
                }));
    long nanos = INTERVAL.toNanos();
    var unused =
        notifier.thread.scheduleWithFixedDelay(
            notifier::deliverAll, nanos, nanos, TimeUnit.NANOSECONDS);
    return notifier;
  }

  /** A failure must not end the thread: an engine may be ill for a while, and then well again. */
  private void deliverAll() {
    try {
      while (!thread.isShutdown() && deliverSome()) {
        // There may be more.
      }
      said.remove("storage");
    } catch (RuntimeException | Error e) {
      sayOnce("storage", "Notices cannot be read, and will be tried again", e);
    }
  }

  /** Called when an endpoint has room again: the next ones need not wait for the interval. */
  private void deliverWhatWaits() {
    if (isWaitingForRoom) {
      isWaitingForRoom = false;
      try {
        thread.execute(this::deliverAll);
      } catch (RejectedExecutionException closing) {
        LOG.log(Level.DEBUG, "Notices wait for who delivers next", closing);
      }
    }
  }

  /** Begins to deliver what is due, and tells whether there may be more that can be begun. */
  private boolean deliverSome() {
    List<Notice> due = firn.notices().due(AT_ONCE);
    long begun = due.stream().filter(this::begin).count();
    boolean mayHideOthers = begun == 0 && due.size() == AT_ONCE && hasRoom();
    if (mayHideOthers) {
      due.forEach(this::putOff);
    }
    return due.size() == AT_ONCE && (begun > 0 || mayHideOthers);
  }

  private boolean hasRoom() {
    return endpoints.values().stream().anyMatch(endpoint -> !endpoint.isBusy());
  }

  /** So many wait for room at their endpoints that they would hide those of others. */
  private void putOff(Notice due) {
    Optional.ofNullable(endpoints.get(due.topic()))
        .ifPresent(endpoint -> firn.notices().putOff(due, endpoint.nextTurn()));
  }

  /** Tells whether the notice is due no longer. */
  private boolean begin(Notice due) {
    Optional<TopicEndpoint> endpoint = Optional.ofNullable(endpoints.get(due.topic()));
    if (endpoint.isPresent() && endpoint.get().isBusy()) {
      isWaitingForRoom = true;
      return false;
    }
    Optional<Notice> taken = firn.notices().take(due);
    if (taken.isEmpty()) {
      return true;
    }
    if (endpoint.isEmpty()) {
      sayOnce(
          due.topic().text(),
          "Nobody can be notified by "
              + due.topic()
              + ", as no endpoint is set for it; its notices are kept and tried again");
      failed(taken.get());
    } else if (endpoint.get().isIll()) {
      failed(taken.get());
    } else {
      endpoint
          .get()
          .post(message(taken.get()), fault -> ended(taken.get(), fault), this::deliverWhatWaits);
    }
    return true;
  }

  private TopicMessage message(Notice notice) {
    byte[] job = JobJson.bytes(notice.job(), firn.vaults().arn(notice.job().vault()));
    return new TopicMessage(
        notice.id(),
        notice.topic(),
        notice.creationDate(),
        new String(job, StandardCharsets.UTF_8));
  }

  /** Called by another thread when the endpoint has answered, or not. */
  private void ended(Notice taken, Optional<String> fault) {
    String topic = taken.topic().text();
    try {
      if (fault.isPresent()) {
        sayOnce(
            topic,
            "A notice of " + topic + " was not delivered, and will be tried again: " + fault.get());
        failed(taken);
      } else {
        said.remove(topic);
        firn.notices().delivered(taken);
      }
    } catch (RuntimeException | Error e) {
      sayOnce("storage", "What became of a notice cannot be stored; it will be sent again", e);
    }
  }

  private void failed(Notice taken) {
    if (!firn.notices().failed(taken)) {
      LOG.log(
          Level.WARNING,
          () ->
              "A notice of "
                  + taken.topic()
                  + " that the job "
                  + taken.job().id()
                  + " has ended was never delivered, and is given up");
    }
  }

  private void sayOnce(String about, String what) {
    if (said.add(about)) {
      LOG.log(Level.WARNING, what);
    }
  }

  private void sayOnce(String about, String what, Throwable why) {
    if (said.add(about) && !thread.isShutdown()) {
      LOG.log(Level.WARNING, what, why);
    }
  }

  /**
   * Ends delivering: what is on its way is waited for, for some seconds at most. What has no answer
   * then is sent again by who delivers next. Closing again does nothing.
   */
  @Override
  public void close() {
    thread.shutdown();
    try {
      boolean isOver = thread.awaitTermination(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
      for (TopicEndpoint endpoint : endpoints.values()) {
        isOver &= endpoint.awaitAnswers();
      }
      if (!isOver) {
        LOG.log(Level.WARNING, "Notices that were still on their way were left so");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
