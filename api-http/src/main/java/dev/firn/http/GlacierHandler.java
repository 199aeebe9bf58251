// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import dev.firn.http.api.Answer;
import dev.firn.http.api.ErrorResponses;
import dev.firn.http.api.GlacierApi;
import dev.firn.http.api.HttpRequest;
import dev.firn.http.api.RequestIds;
import java.io.IOException;
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

  private final GlacierApi api;

  GlacierHandler(GlacierApi api) {
    this.api = api;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    // Jetty would take a storage that is slow for a client that is, and cut the connection.
    request.addIdleTimeoutListener(timeout -> false);
    String requestId = RequestIds.next();
    Answers.send(answer(request, requestId), requestId, request, response, callback);
    return true;
  }

  private Answer answer(Request request, String requestId) {
    try (RequestBody body = RequestBody.of(request)) {
      Answer answer = answer(request, requestId, body);
      if (answer.status() >= 400) {
        body.dropUnwanted();
      }
      return answer;
    }
  }

  private Answer answer(Request request, String requestId, RequestBody body) {
    try {
      HttpURI uri = request.getHttpURI();
      return api.handle(
          new HttpRequest(
              request.getMethod(),
              Optional.ofNullable(uri.getPath()).orElse("/"),
              Optional.ofNullable(uri.getQuery()).orElse(""),
              name -> Optional.ofNullable(request.getHeaders().get(name)),
              body));
    } catch (IOException e) {
      LOG.log(
          Level.DEBUG, () -> "The body of request " + requestId + " did not come to its end", e);
      return isTimeout(e)
          ? ErrorResponses.requestTimeout()
          : ErrorResponses.badRequest(400, "The body broke off");
    } catch (RuntimeException e) {
      LOG.log(
          Level.ERROR,
          () ->
              "Request "
                  + requestId
                  + " failed: "
                  + request.getMethod()
                  + " "
                  + request.getHttpURI(),
          e);
      return ErrorResponses.serviceUnavailable(requestId);
    }
  }

  private static boolean isTimeout(Throwable e) {
    return e instanceof TimeoutException || (e.getCause() != null && isTimeout(e.getCause()));
  }
}
