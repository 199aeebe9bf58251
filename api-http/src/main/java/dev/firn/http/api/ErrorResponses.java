// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

import dev.firn.domain.error.AccessDeniedException;
import dev.firn.domain.error.ExpiredTokenException;
import dev.firn.domain.error.GlacierException;
import dev.firn.domain.error.InvalidSignatureException;
import dev.firn.domain.error.ResourceNotFoundException;

/** The answers to what went wrong: the only place that knows which status an error has. */
public final class ErrorResponses {
  private ErrorResponses() {}

  /** Returns the answer to a call that was refused. */
  public static Answer of(GlacierException refusal) {
    return error(status(refusal), refusal.code(), message(refusal), "Client");
  }

  private static int status(GlacierException refusal) {
    if (refusal instanceof ResourceNotFoundException) {
      return 404;
    }
    boolean forbidden =
        refusal instanceof AccessDeniedException
            || refusal instanceof ExpiredTokenException
            || refusal instanceof InvalidSignatureException;
    return forbidden ? 403 : 400;
  }

  /** Returns the answer to a path that no operation has. */
  public static Answer of(UnknownPathException refusal) {
    return error(404, "ResourceNotFoundException", message(refusal), "Client");
  }

  /** Returns the answer to a request that cannot be processed at all. */
  public static Answer of(BadRequestException refusal) {
    return badRequest(400, message(refusal));
  }

  /** Returns the answer to a body that is not as the API has it. */
  static Answer of(SerializationException refusal) {
    return error(400, "SerializationException", message(refusal), "Client");
  }

  /** Returns the answer to a request that HTTP itself has a status for, such as 431. */
  public static Answer badRequest(int status, String message) {
    return error(status, "BadRequest", message, "Client");
  }

  /** Returns the answer to a client that was too slow in sending its request. */
  public static Answer requestTimeout() {
    return error(408, "RequestTimeoutException", "Request timed out.", "Client");
  }

  /** Returns the answer to a request that is one too many; the client may try again. */
  public static Answer throttled() {
    return error(400, "ThrottlingException", "Rate exceeded", "Client");
  }

  /** Returns the answer to a request that the server cannot take now; the client may try again. */
  public static Answer serviceUnavailable() {
    return error(
        500, "ServiceUnavailableException", "The server cannot take the request now.", "Server");
  }

  /** Returns the answer to a request that failed by no fault of the client, who may try again. */
  public static Answer serviceUnavailable(String requestId) {
    return error(
        500,
        "ServiceUnavailableException",
        "The request could not be completed. The server's log says why, at request ID "
            + requestId
            + ".",
        "Server");
  }

  private static String message(RuntimeException refusal) {
    return String.valueOf(refusal.getMessage());
  }

  private static Answer error(int status, String code, String message, String type) {
    return Answer.json(
        status,
        Json.bytes(
            512,
            json -> {
              json.writeStartObject();
              json.writeStringField("code", code);
              json.writeStringField("message", message);
              json.writeStringField("type", type);
              json.writeEndObject();
            }));
  }
}
