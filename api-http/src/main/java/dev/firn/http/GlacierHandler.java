// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import dev.firn.domain.archive.Archives;
import dev.firn.domain.error.StorageException;
import dev.firn.http.api.Answer;
import dev.firn.http.api.ErrorResponses;
import dev.firn.http.api.GlacierApi;
import dev.firn.http.api.HttpRequest;
import dev.firn.http.api.RequestIds;
import dev.firn.http.api.RequestRecord;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Hands Jetty's requests to the API, and the API's answers to Jetty. */
final class GlacierHandler extends Handler.Abstract {
  private static final Logger LOG = System.getLogger(GlacierHandler.class.getName());

  /**
   * A client that does not wait for leave to send sees the answer only when it has sent all. So far
   * the connection is kept.
   */
  private static final long MOST_DROPPED_BEFORE = 64L << 20;

  private final GlacierApi api;
  private final Limits limits;
  private final FaultLog faults;
  private final Places places;
  private final Optional<AccessLog> log;

  GlacierHandler(GlacierApi api, Limits limits, FaultLog faults, Optional<AccessLog> log) {
    this.api = api;
    this.limits = limits;
    this.faults = faults;
    this.places = new Places(limits);
    this.log = log;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    // Jetty would take a storage that is slow for a client that is, and cut the connection.
    request.addIdleTimeoutListener(timeout -> false);
    String requestId = RequestIds.next();
    boolean hasBody = RequestBody.isIn(request);
    Optional<Places.Place> place = places.enter(hasBody);
    if (place.isPresent()) {
      serve(place.get(), requestId, request, response, callback);
    } else {
      if (hasBody) {
        Answers.closeAfter(response);
      }
      Answer answer = ErrorResponses.throttled();
      log(request, requestId, new RequestRecord(), answer, 0);
      Answers.send(answer, requestId, request, response, callback);
    }
    return true;
  }

  private void serve(
      Places.Place place, String requestId, Request request, Response response, Callback callback) {
    RequestRecord record = new RequestRecord();
    try (place;
        RequestBody body = RequestBody.of(request, limits)) {
      Answer answer = answer(request, requestId, body, record, place);
      faults.look();
      if (answer.body() instanceof Answer.Chunks) {
        new Download(answer, requestId, request, response, limits.bodyTimeout())
            .send(
                faults,
                sent -> log(request, requestId, record, answer.status(), 0, sent),
                callback);
        return;
      }
      // Who has the answer can find it in the log.
      log(request, requestId, record, answer, body.bytesReceived());
      if (answer.status() >= 400 && body.isWaitedFor() && !place.admitsUnwantedBody()) {
        Answers.closeAfter(response);
        Answers.send(answer, requestId, request, response, callback);
      } else if (answer.status() >= 400 && body.dropUnwanted(MOST_DROPPED_BEFORE)) {
        // Only who sees that all was taken looks for an answer.
        Answers.closeAfter(response);
        Answers.send(answer, requestId, request, response, Callback.NOOP);
        body.dropUnwanted(Archives.MOST_BYTES);
        callback.succeeded();
      } else {
        Answers.send(answer, requestId, request, response, callback);
      }
    }
  }

  private void log(
      Request request, String requestId, RequestRecord record, Answer answer, long received) {
    log(request, requestId, record, answer.status(), received, answer.body().length());
  }

  private void log(
      Request request,
      String requestId,
      RequestRecord record,
      int status,
      long received,
      long sent) {
    log.ifPresent(each -> each.write(request, requestId, record, status, received, sent));
  }

  private Answer answer(
      Request request,
      String requestId,
      RequestBody body,
      RequestRecord record,
      Places.Place place) {
    try {
      Answer answer = api.handle(read(request, body, place), record);
      return answer.body() instanceof Answer.Chunks chunks ? prepared(answer, chunks) : answer;
    } catch (IOException e) {
      LOG.log(
          Level.DEBUG, () -> "The body of request " + requestId + " did not come to its end", e);
      return isTimeout(e)
          ? ErrorResponses.requestTimeout()
          : ErrorResponses.badRequest(400, "The body broke off");
    } catch (RuntimeException | Error e) {
      // Not the query, in which a signature may stand by mistake.
      String what = request.getMethod() + " " + request.getHttpURI().getPath();
      return ErrorResponses.serviceUnavailable(faults.failed(requestId, what, e));
    }
  }

  private static HttpRequest read(Request request, RequestBody body, Places.Place place) {
    HttpURI uri = request.getHttpURI();
    return new HttpRequest(
        request.getMethod(),
        Optional.ofNullable(uri.getPath()).orElse("/"),
        Optional.ofNullable(uri.getQuery()).orElse(""),
        new RequestHeaders(request.getHeaders()),
        RequestBody.isIn(request) ? body : InputStream.nullInputStream(),
        // Of the connection, as a request line can speak of https over plain text.
        new HttpRequest.Sender(
            Request.getRemoteAddr(request), request.getConnectionMetaData().isSecure()),
        place::admitsDownload);
  }

  /** As long as nothing is sent, that it cannot be read is an answer like others. */
  private static Answer prepared(Answer answer, Answer.Chunks chunks) {
    try {
      chunks.chunks().prepare();
      return answer;
    } catch (IOException e) {
      throw new StorageException("What a job has put out cannot be read", e);
    }
  }

  private static boolean isTimeout(Throwable e) {
    return e instanceof TimeoutException || (e.getCause() != null && isTimeout(e.getCause()));
  }
}
