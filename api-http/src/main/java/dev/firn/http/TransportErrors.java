// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import dev.firn.http.api.Answer;
import dev.firn.http.api.ErrorResponses;
import dev.firn.http.api.RequestIds;
import dev.firn.http.api.RequestRecord;
import java.util.Optional;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers, in Glacier's JSON, requests that Jetty refuses before the API sees them: too long, or
 * not HTTP.
 */
final class TransportErrors implements Request.Handler {
  private final String room;
  private final Optional<AccessLog> log;

  TransportErrors(Limits limits, Optional<AccessLog> log) {
    this.log = log;
    room = ": there is room for " + limits.headerBytes() + " bytes before the body";
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String requestId = RequestIds.next();
    Answer answer = answer(request, response);
    log.ifPresent(
        each ->
            each.write(
                request,
                requestId,
                new RequestRecord(),
                answer.status(),
                0,
                answer.body().length()));
    Answers.send(answer, requestId, request, response, callback);
    return true;
  }

  private Answer answer(Request request, Response response) {
    int status = response.getStatus();
    Object fault = request.getAttribute(ErrorHandler.ERROR_EXCEPTION);
    if (HttpStatus.isClientError(status)) {
      return ErrorResponses.badRequest(status, meaning(status) + detail(fault));
    }
    // What Jetty cannot do, such as an unknown transfer encoding, is for the client to mend.
    return fault instanceof HttpException
        ? ErrorResponses.badRequest(HttpStatus.BAD_REQUEST_400, meaning(400) + detail(fault))
        : ErrorResponses.serviceUnavailable();
  }

  private String meaning(int status) {
    return switch (status) {
      case HttpStatus.BAD_REQUEST_400 ->
          "The request is not well-formed HTTP, or its path has a broken percent-encoding";
      case HttpStatus.URI_TOO_LONG_414 -> "The path and query are too long" + room;
      case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 -> "The headers are too long" + room;
      default -> HttpStatus.getMessage(status);
    };
  }

  private static String detail(Object fault) {
    return fault instanceof HttpException refusal && refusal.getReason() != null
        ? ": " + refusal.getReason()
        : "";
  }
}
