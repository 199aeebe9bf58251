// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.util.Optional;

/** What is said of an answer to the letter. */
final class WireAssertions {
  private WireAssertions() {}

  /** Returns a header's value; {@code none} if it is not there. */
  static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("none");
  }

  static void assertAnswer(int status, String body, HttpResponse<String> response) {
    assertEquals(body, response.body());
    assertEquals(status, response.statusCode());
    assertEquals("application/json", header(response, "Content-Type"));
    assertEquals(Integer.toString(body.length()), header(response, "Content-Length"));
  }

  static void assertRefusal(
      int status, String code, String message, HttpResponse<String> response) {
    assertAnswer(
        status,
        "{\"code\":\"%s\",\"message\":\"%s\",\"type\":\"Client\"}".formatted(code, message),
        response);
  }

  static void assertInvalid(String message, HttpResponse<String> response) {
    assertRefusal(400, "InvalidParameterValueException", message, response);
  }

  static void assertMissing(String parameter, HttpResponse<String> response) {
    assertRefusal(
        400,
        "MissingParameterValueException",
        "Required parameter missing: " + parameter,
        response);
  }

  static void assertNotFound(String message, HttpResponse<String> response) {
    assertRefusal(404, "ResourceNotFoundException", message, response);
  }

  static void assertEmpty(int status, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response.body());
    assertEquals("", response.body());
    assertEquals(Optional.empty(), response.headers().firstValue("Content-Type"));
    assertEquals(status == 204 ? "none" : "0", header(response, "Content-Length"));
  }
}
