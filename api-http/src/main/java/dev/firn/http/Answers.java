// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import dev.firn.http.api.Answer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sends an answer through Jetty, with the headers that every answer has. */
final class Answers {
  private Answers() {}

  /** Has the connection closed after the answer, which must not be sent yet. */
  static void closeAfter(Response response) {
    response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
  }

  /** Sends an answer whose body is there. */
  static void send(
      Answer answer, String requestId, Request request, Response response, Callback callback) {
    begin(answer, requestId, request, response);
    boolean bodiless = HttpMethod.HEAD.is(request.getMethod());
    response.write(true, bodiless ? null : ((Answer.Bytes) answer.body()).buffer(), callback);
  }

  /** Sets what is sent before the body. */
  static void begin(Answer answer, String requestId, Request request, Response response) {
    response.setStatus(answer.status());
    HttpFields.Mutable headers = response.getHeaders();
    headers.put("x-amzn-RequestId", requestId);
    // Jetty's is of when the request came, and clients set their clocks by it.
    headers.put(request.getConnectionMetaData().getConnector().getServer().getDateField());
    answer.headers().forEach(headers::put);
    if (answer.status() != HttpStatus.NO_CONTENT_204) {
      headers.put(HttpHeader.CONTENT_LENGTH, answer.body().length());
    }
  }
}
