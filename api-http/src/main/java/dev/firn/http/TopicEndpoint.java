// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Posts messages to one endpoint, a few at a time, each with little time to be answered, so that
 * one that hangs holds up nobody else. While it is ill, one message at a time looks whether it is
 * well again. Thread-safe.
 */
final class TopicEndpoint {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int AT_ONCE = 4;

  /** Between the turns of two that wait. */
  private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  /** Until the turn of whoever waits: an endpoint that was slow may be quick again. */
  private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Endpoint endpoint;
  private final HttpClient client;
  private final Semaphore room = new Semaphore(AT_ONCE);
  private volatile boolean hasFailed;

  /** How long the last answer took. */
  private volatile long answerNanos = TimeUnit.MILLISECONDS.toNanos(100);

  /** The turn that was given last. */
  private long lastTurn = System.nanoTime();

  TopicEndpoint(Endpoint endpoint, HttpClient client) {
    this.endpoint = endpoint;
    this.client = client;
  }

  /** Returns a client, which all endpoints can share. */
  static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(CONNECT_TIMEOUT)
        .build();
  }

  /** Tells whether as much is on its way as may be, to an endpoint that answers. */
  boolean isBusy() {
    return !hasFailed && room.availablePermits() == 0;
  }

  /** Tells whether nothing is to be sent, as the endpoint has failed, and is being looked after. */
  boolean isIll() {
    return hasFailed && room.availablePermits() < AT_ONCE;
  }

  /**
   * Returns how long one that waits for room may have to, behind all those that this has told a
   * turn before; to be called by one thread.
   */
  Duration nextTurn() {
    long now = System.nanoTime();
    long wait = Math.max(lastTurn - now, 0) + Math.max(answerNanos / AT_ONCE, SHORTEST_PAUSE_NANOS);
    wait = Math.min(wait, LONGEST_WAIT_NANOS);
    lastTurn = now + wait;
    return Duration.ofNanos(wait);
  }

  /**
   * Posts a message; to be called by one thread, and if it is neither busy nor ill.
   *
   * @param end is called, by another thread, with what went wrong; empty if the endpoint has taken
   *     the message
   * @param next is called by that thread when there is room again
   */
  void post(TopicMessage message, Consumer<Optional<String>> end, Runnable next) {
    room.acquireUninterruptibly();
    long start = System.nanoTime();
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request(message), HttpResponse.BodyHandlers.discarding());
    // The client's own timeout ends with the answer's head.
    var unused =
        answer
            .copy()
            .orTimeout(TIMEOUT.toNanos(), TimeUnit.NANOSECONDS)
            .handle(TopicEndpoint::fault)
            .thenAccept(
                fault -> {
                  answer.cancel(true);
                  hasFailed = fault.isPresent();
                  answerNanos = System.nanoTime() - start;
                  try {
                    end.accept(fault);
                  } finally {
                    room.release();
                  }
                  next.run();
                });
  }

  private HttpRequest request(TopicMessage message) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.uri())
            .timeout(TIMEOUT)
            .header("x-amz-sns-message-type", "Notification")
            .header("x-amz-sns-message-id", message.id())
            .header("x-amz-sns-topic-arn", message.topic().text())
            .header("Content-Type", "text/plain; charset=UTF-8")
            .POST(HttpRequest.BodyPublishers.ofByteArray(message.body()));
    endpoint.authorization().ifPresent(value -> request.header("Authorization", value));
    return request.build();
  }

  private static Optional<String> fault(HttpResponse<Void> answer, Throwable failure) {
    if (failure != null) {
      return Optional.of(told(failure));
    }
    return answer.statusCode() / 100 == 2
        ? Optional.empty()
        : Optional.of("it was answered with the status " + answer.statusCode());
  }

  private static String told(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof TimeoutException) {
      return "it was not answered in " + TIMEOUT.toSeconds() + " s";
    }
    return cause instanceof IOException ? cause.toString() : "it cannot be sent: " + cause;
  }

  /**
   * Waits until all that is on its way is answered, for little longer than that may take.
   *
   * @return whether it is
   */
  boolean awaitAnswers() throws InterruptedException {
    return room.tryAcquire(AT_ONCE, TIMEOUT.toSeconds() + 2, TimeUnit.SECONDS);
  }
}
