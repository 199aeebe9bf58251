// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A value in JSON, and where it stands.
 *
 * @param place such as {@code accounts[0].users[1]}; empty for the whole
 * @param node the value
 */
record JsonPlace(String place, JsonNode node) {
  /** Names that are shown in a message; whatever looks different might be a secret. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z_-]{1,30}");

  static JsonPlace whole(JsonNode node) {
    return new JsonPlace("", node);
  }

  /** Returns a complaint about the value here. */
  MalformedCredentialsException fault(String fault) {
    return new MalformedCredentialsException(place.isEmpty() ? "the whole" : place, fault);
  }

  /** Checks that this is an object, with some of these members and no others. */
  JsonPlace object(String... members) throws MalformedCredentialsException {
    List<String> known = Arrays.asList(members);
    if (!node.isObject()) {
      throw fault("is not an object: one with " + String.join(", ", known) + " is needed");
    }
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw fault(
            "has an unknown member"
                + (NAME.matcher(name).matches() ? " \"" + name + "\"" : "")
                + ": those known here are "
                + String.join(", ", known));
      }
    }
    return this;
  }

  boolean has(String member) {
    return node.has(member);
  }

  /** Returns a member of this object that must be there. */
  JsonPlace member(String name) throws MalformedCredentialsException {
    JsonNode value = node.get(name);
    if (value == null) {
      throw fault("has no " + name);
    }
    return new JsonPlace(place.isEmpty() ? name : place + "." + name, value);
  }

  /** Returns the elements of a member that is an array; none if there is no such member. */
  List<JsonPlace> elements(String name) throws MalformedCredentialsException {
    return has(name) ? member(name).elements() : List.of();
  }

  private List<JsonPlace> elements() throws MalformedCredentialsException {
    if (!node.isArray()) {
      throw fault("is not an array");
    }
    List<JsonPlace> elements = new ArrayList<>();
    for (JsonNode element : node) {
      elements.add(new JsonPlace(place + "[" + elements.size() + "]", element));
    }
    return elements;
  }

  /** Returns the text that this is. */
  String text() throws MalformedCredentialsException {
    if (!node.isTextual()) {
      throw fault("is not a text in quotes");
    }
    return node.textValue();
  }

  /** Returns the place without the value, which may be secret. */
  @Override
  public String toString() {
    return place;
  }
}
