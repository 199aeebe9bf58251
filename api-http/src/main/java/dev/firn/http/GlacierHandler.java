// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import dev.firn.http.api.Answer;
import dev.firn.http.api.ErrorResponses;
import dev.firn.http.api.GlacierApi;
import dev.firn.http.api.HttpRequest;
import dev.firn.http.api.RequestIds;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Hands Jetty's requests to the API, and the API's answers to Jetty. */
final class GlacierHandler extends Handler.Abstract {
  private static final Logger LOG = System.getLogger(GlacierHandler.class.getName());

  /** A client that does not wait for leave to send may see the answer only when it has sent all. */
  private static final long MOST_UNWANTED_BYTES = 64L << 20;

  private final GlacierApi api;

  GlacierHandler(GlacierApi api) {
    this.api = api;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String requestId = RequestIds.next();
    Answers.send(answer(request, requestId), requestId, request, response, callback);
    return true;
  }

  private Answer answer(Request request, String requestId) {
    try (InputStream body = Content.Source.asInputStream(request)) {
      HttpURI uri = request.getHttpURI();
      Answer answer =
          api.handle(
              new HttpRequest(
                  request.getMethod(),
                  Optional.ofNullable(uri.getPath()).orElse("/"),
                  Optional.ofNullable(uri.getQuery()).orElse(""),
                  name -> Optional.ofNullable(request.getHeaders().get(name)),
                  body));
      if (answer.status() >= 400 && !request.getHeaders().contains(HttpHeader.EXPECT)) {
        drop(body);
      }
      return answer;
    } catch (IOException | UncheckedIOException e) {
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

  private static void drop(InputStream body) {
    try {
      long dropped = body.skip(MOST_UNWANTED_BYTES);
      LOG.log(Level.DEBUG, "{0} bytes of a refused request were dropped", dropped);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "The body of a refused request did not come to its end", e);
    }
  }

  private static boolean isTimeout(Throwable e) {
    return e instanceof TimeoutException || (e.getCause() != null && isTimeout(e.getCause()));
  }
}
