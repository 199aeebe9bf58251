// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import dev.firn.http.api.ErrorResponses;
import dev.firn.http.api.RequestIds;
import java.util.Optional;
import java.util.stream.Stream;
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

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String requestId = RequestIds.next();
    int status = response.getStatus();
    boolean clients =
        request.getAttribute(ErrorHandler.ERROR_EXCEPTION)
            instanceof org.eclipse.jetty.http.HttpException;
    Answers.send(
        clients || HttpStatus.isClientError(status)
            ? ErrorResponses.badRequest(
                HttpStatus.isClientError(status) ? status : 400, reason(request, status))
            : ErrorResponses.serviceUnavailable(requestId),
        requestId,
        request,
        response,
        callback);
    return true;
  }

  private static String reason(Request request, int status) {
    String standard = HttpStatus.getMessage(status);
    return Stream.of(
            Optional.ofNullable(request.getAttribute(ErrorHandler.ERROR_MESSAGE))
                .map(Object::toString),
            Optional.ofNullable(request.getAttribute(ErrorHandler.ERROR_EXCEPTION))
                .map(fault -> String.valueOf(((Throwable) fault).getMessage())))
        .flatMap(Optional::stream)
        .filter(message -> !message.equals(standard))
        .findFirst()
        .map(message -> standard + ": " + message)
        .orElse(standard);
  }
}
