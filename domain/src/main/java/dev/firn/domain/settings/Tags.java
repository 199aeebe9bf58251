// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.settings;

import com.google.common.collect.ImmutableSortedMap;
import dev.firn.domain.document.Document;
import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.error.LimitExceededException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The tags of a vault: up to {@value #MOST}, each a key with a value.
 *
 * @param values the values by their keys; an unmodifiable copy, in the order of the keys
 */
public record Tags(SortedMap<String, String> values) {
  /** The most tags that a vault may have. */
  public static final int MOST = 50;

  private static final Pattern KEY =
      Pattern.compile("(?!aws:)[\\p{L}\\p{N}\\p{Zs}_./=+@:-]{1,128}");
  private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{N}\\p{Zs}_./=+@:-]{0,255}");
  private static final Tags NONE = new Tags(new TreeMap<>());

  /**
   * Checks and copies the tags.
   *
   * @throws InvalidParameterValueException if a key is not 1 to 128 letters, digits, spaces and
   *     {@code _ . / = + - @ :}, or begins with {@code aws:}, or a value is not 0 to 255 of them,
   *     or two keys differ in case alone
   * @throws LimitExceededException if there are more than {@value #MOST}
   */
  public Tags {
    values = ImmutableSortedMap.copyOf(values);
    values.forEach(
        (key, value) -> {
          if (!KEY.matcher(key).matches()) {
            throw InvalidParameterValueException.tagKey(key);
          }
          if (!VALUE.matcher(value).matches()) {
            throw InvalidParameterValueException.tagValue(key, value);
          }
        });
    // Conditions of policies ask for a tag whatever the case of its key, and must find one alone.
    Set<String> keys = new HashSet<>();
    for (String key : values.keySet()) {
      if (!keys.add(key.toLowerCase(Locale.ROOT))) {
        throw InvalidParameterValueException.tagCase(key);
      }
    }
    if (values.size() > MOST) {
      throw LimitExceededException.tags(values.size(), MOST);
    }
  }

  /** Returns the tags of a vault that has none. */
  public static Tags none() {
    return NONE;
  }

  /**
   * Returns these tags with some more; who has a key already gets the new value.
   *
   * @throws InvalidParameterValueException if one of them is not allowed
   * @throws LimitExceededException if there are too many then
   */
  public Tags with(Map<String, String> more) {
    SortedMap<String, String> all = new TreeMap<>(values);
    all.putAll(more);
    return new Tags(all);
  }

  /** Returns these tags without those of the given keys, which need not be there. */
  public Tags without(Collection<String> keys) {
    SortedMap<String, String> left = new TreeMap<>(values);
    left.keySet().removeAll(keys);
    return new Tags(left);
  }

  /** Writes key and value of each tag under its number, as a key may have any letters. */
  Document document() {
    Document.Builder document = Document.builder();
    int number = 0;
    for (Map.Entry<String, String> tag : values.entrySet()) {
      document.put(number + ".key", tag.getKey()).put(number + ".value", tag.getValue());
      number++;
    }
    return document.build();
  }

  static Tags of(Document document) {
    SortedMap<String, String> values = new TreeMap<>();
    for (int number = 0; document.find(number + ".key").isPresent(); number++) {
      values.put(document.get(number + ".key"), document.get(number + ".value"));
    }
    return new Tags(values);
  }
}
