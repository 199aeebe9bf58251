// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * A part of a policy and where it stands.
 *
 * @param json the part
 * @param place its place, for messages
 * @param name the name of the member that it is, or is an element of; empty if of none
 */
record Located(JsonNode json, String place, String name) {

  /** Returns a whole policy. */
  static Located policy(JsonNode json, String place) {
    return new Located(json, place, "");
  }

  MalformedPolicyException malformed(String fault) {
    return new MalformedPolicyException(place, fault);
  }

  /** Makes a value of this part; if the value refuses that, this is the place of the fault. */
  <T> T checked(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
  }

  /** Refuses what is no object, or has other members than these. */
  Located object(Collection<String> known) {
    for (Located member : members()) {
      if (!known.contains(member.name())) {
        throw member.malformed(
            "there is no such member; there are " + String.join(", ", new TreeSet<>(known)));
      }
    }
    return this;
  }

  /** Returns the members of an object, and refuses what is none. */
  List<Located> members() {
    if (!json.isObject()) {
      throw malformed("it must be an object");
    }
    List<Located> members = new ArrayList<>();
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      member(names.next()).ifPresent(members::add);
    }
    return members;
  }

  Optional<Located> member(String member) {
    return Optional.ofNullable(json.get(member))
        .map(node -> new Located(node, place + "." + member, member));
  }

  Located required(String member) {
    return member(member).orElseThrow(() -> malformed("it has no " + member));
  }

  /** Returns that one of two members which is there, and refuses both and neither. */
  Located either(String one, String other) {
    if (json.has(one) && json.has(other)) {
      throw malformed("it has both " + one + " and " + other + "; it must have one of them");
    }
    return member(one)
        .or(() -> member(other))
        .orElseThrow(
            () ->
                malformed(
                    "it has neither " + one + " nor " + other + "; it must have one of them"));
  }

  /** Returns the elements of an array, one at least, or what stands in place of an array of one. */
  List<Located> items() {
    if (!json.isArray()) {
      return List.of(this);
    }
    if (json.isEmpty()) {
      throw malformed("it is an empty list; it must have one element at least");
    }
    List<Located> items = new ArrayList<>();
    for (int i = 0; i < json.size(); i++) {
      items.add(new Located(json.path(i), place + "[" + i + "]", name));
    }
    return items;
  }

  /** Tells whether this is a member that speaks of all but what it names. */
  boolean isNegated() {
    return name.startsWith("Not");
  }

  /** Returns the text that this part is, and refuses all else. */
  String text() {
    if (!json.isTextual()) {
      throw malformed("it must be text");
    }
    return json.textValue();
  }

  /** Returns the text of a value that may be written as a number or a boolean as well. */
  String scalar() {
    if (!json.isValueNode() || json.isNull()) {
      throw malformed("it must be text, a number or a boolean");
    }
    return json.asText();
  }
}
