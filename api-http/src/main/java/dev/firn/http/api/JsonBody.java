// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A JSON object that a client sent. A member that is null is as one that is absent; members that
 * nobody asks for are ignored.
 */
public final class JsonBody {
  private static final int DEEPEST = 32;
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode object;

  private JsonBody(JsonNode node) {
    if (!node.isObject()) {
      throw new SerializationException();
    }
    this.object = node;
  }

  /**
   * Reads a body.
   *
   * @throws SerializationException if it is not one JSON object
   */
  static JsonBody read(byte[] bytes) {
    try {
      return new JsonBody(JSON.readTree(bytes));
    } catch (IOException e) {
      throw new SerializationException();
    }
  }

  private Optional<JsonNode> member(String name) {
    return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
  }

  /**
   * Returns a member that is text.
   *
   * @throws SerializationException if it is something else
   */
  public Optional<String> text(String name) {
    return member(name).map(JsonBody::text);
  }

  private static String text(JsonNode node) {
    if (!node.isTextual()) {
      throw new SerializationException();
    }
    return node.textValue();
  }

  /**
   * Returns a member that is a whole number, or text, as some clients write numbers; as it is
   * written, so that the caller can say what is wrong with it.
   *
   * @throws SerializationException if it is something else
   */
  public Optional<String> number(String name) {
    return member(name)
        .map(
            node -> {
              if (node.isTextual()) {
                return node.textValue();
              }
              if (!node.isIntegralNumber()) {
                throw new SerializationException();
              }
              return node.bigIntegerValue().toString();
            });
  }

  /**
   * Returns a member that is an object.
   *
   * @throws SerializationException if it is something else
   */
  public Optional<JsonBody> object(String name) {
    return member(name).map(JsonBody::new);
  }

  /**
   * Returns a member that is an array of texts, in which null is the empty text.
   *
   * @throws SerializationException if it is something else
   */
  public Optional<List<String>> texts(String name) {
    return array(name, JsonBody::textOrNull);
  }

  /**
   * Returns a member that is an array of objects.
   *
   * @throws SerializationException if it is something else
   */
  public Optional<List<JsonBody>> objects(String name) {
    return array(name, JsonBody::new);
  }

  private <T> Optional<List<T>> array(String name, Function<JsonNode, T> item) {
    return member(name)
        .map(
            node -> {
              if (!node.isArray()) {
                throw new SerializationException();
              }
              List<T> items = new ArrayList<>();
              node.forEach(each -> items.add(item.apply(each)));
              return items;
            });
  }

  /**
   * Returns all members, which are texts, in their order; null is the empty text.
   *
   * @throws SerializationException if one is something else
   */
  public Map<String, String> allTexts() {
    Map<String, String> texts = new LinkedHashMap<>();
    object.properties().forEach(each -> texts.put(each.getKey(), textOrNull(each.getValue())));
    return texts;
  }

  private static String textOrNull(JsonNode node) {
    return node.isNull() ? "" : text(node);
  }
}
