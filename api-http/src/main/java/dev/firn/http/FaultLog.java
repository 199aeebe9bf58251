// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A log of requests that failed by no fault of their clients. An engine that is ill for a while
 * fails a thousand requests in the same way: the first is logged with its stack trace, the others
 * are counted, and the count is logged when there were no more of them for ten seconds. Has no
 * thread of its own, and notices that when it is told of other requests. Thread-safe.
 */
final class FaultLog {
  /** How long nothing must have failed in a way for that to be over. */
  static final Duration QUIET = Duration.ofSeconds(10);

  private static final Logger LOG = System.getLogger(FaultLog.class.getName());
  private static final int MOST_KINDS = 100;

  /** Numbers, ids and paths differ between failures of one kind. */
  private static final Pattern DIFFERING = Pattern.compile("[0-9@/]");

  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final Clock clock;
  private final Map<String, Fault> faults = new HashMap<>();
  private volatile boolean anything;

  FaultLog(Clock clock) {
    this.clock = clock;
  }

  /** Failures of one kind that follow each other. */
  private static final class Fault {
    private final String requestId;
    private final Instant first;
    private Instant last;
    private long requests = 1;

    Fault(String requestId, Instant first) {
      this.requestId = requestId;
      this.first = first;
      this.last = first;
    }

    void again(Instant now) {
      requests++;
      last = now;
    }

    boolean isOver(Instant now) {
      return last.plus(QUIET).isBefore(now);
    }
  }

  /**
   * Notes that a request failed.
   *
   * @param request its method and path
   * @return the id of the request that the log says more of: its own, or that of an earlier one
   *     which failed in the same way
   */
  synchronized String failed(String requestId, String request, Throwable failure) {
    Instant now = clock.instant();
    logWhatIsOver(now);
    String kind = knownOrNew(kind(failure));
    Fault known = faults.get(kind);
    if (known != null) {
      known.again(now);
      return known.requestId;
    }
    faults.put(kind, new Fault(requestId, now));
    anything = true;
    LOG.log(
        Level.ERROR,
        () ->
            "Request "
                + requestId
                + " failed: "
                + request
                + ". Others that fail in the same way are counted, and logged when that is over",
        failure);
    return requestId;
  }

  /** All that comes when there are very many kinds is of one. */
  private String knownOrNew(String kind) {
    return faults.containsKey(kind) || faults.size() < MOST_KINDS ? kind : "others";
  }

  /** Looks whether something is over; costs next to nothing as long as nothing has failed. */
  void look() {
    if (anything) {
      logSince();
    }
  }

  private synchronized void logSince() {
    logWhatIsOver(clock.instant());
  }

  private void logWhatIsOver(Instant now) {
    faults
        .values()
        .removeIf(
            fault -> {
              boolean over = fault.isOver(now);
              if (over && fault.requests > 1) {
                LOG.log(
                    Level.WARNING,
                    () ->
                        "%,d requests failed as request %s did, in %,d s; none does any more"
                            .formatted(
                                fault.requests,
                                fault.requestId,
                                Duration.between(fault.first, fault.last).toSeconds()));
              }
              return over;
            });
    anything = !faults.isEmpty();
  }

  /** Failures are of one kind if they went the same way and the innermost says the same. */
  private static String kind(Throwable failure) {
    StringBuilder kind = new StringBuilder();
    Throwable innermost = failure;
    for (Throwable each = failure; each != null; each = each.getCause()) {
      kind.append(each.getClass().getName()).append(' ');
      innermost = each;
    }
    SPACE
        .splitAsStream(String.valueOf(innermost.getMessage()))
        .filter(word -> !DIFFERING.matcher(word).find())
        .forEach(word -> kind.append(word).append(' '));
    return kind.toString();
  }
}
