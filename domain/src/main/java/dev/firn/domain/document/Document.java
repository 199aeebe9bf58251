// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableSortedMap;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts by their names: the form in which the domain gives nouns that have many fields, and few
 * bytes, to a backend, which stores the bytes and need not know what they say.
 *
 * <p>As bytes it is UTF-8, a line for each field in the order of the names, {@code name=text}; a
 * backslash, a line feed and a carriage return in a text are written {@code \\}, {@code \n} and
 * {@code \r}. So equal documents have equal bytes, and unequal ones others.
 *
 * @param fields the texts by their names, which are printable ASCII without {@code =}; an
 *     unmodifiable copy, in the order of the names
 */
public record Document(SortedMap<String, String> fields) {
  private static final Pattern ESCAPE = Pattern.compile("\\\\(.?)");

  /**
   * Copies the fields.
   *
   * @throws IllegalArgumentException if a name is not printable ASCII, or has {@code =} in it; or a
   *     text is not Unicode
   */
  public Document {
    fields = ImmutableSortedMap.copyOf(fields);
    fields.forEach(
        (name, text) -> {
          if (name.isEmpty() || name.chars().anyMatch(c -> c <= 0x20 || c > 0x7E || c == '=')) {
            throw new IllegalArgumentException(
                "\"" + name + "\" is not the name of a field: printable ASCII without =");
          }
          if (!UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException(
                "The text of the field \"" + name + "\" has half a character, a lone surrogate");
          }
        });
  }

  /** Returns a builder, which has no field yet. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Reads a document.
   *
   * @throws IllegalArgumentException if the bytes are not exactly as {@link #bytes} gives them
   */
  public static Document parse(byte[] bytes) {
    Builder read = builder();
    for (String line : text(bytes).split("(?<=\n)", -1)) {
      if (!line.isEmpty()) {
        int name = line.indexOf('=');
        if (name < 0 || !line.endsWith("\n")) {
          throw malformed();
        }
        read.put(line.substring(0, name), unescaped(line.substring(name + 1, line.length() - 1)));
      }
    }
    Document document = read.build();
    if (!Arrays.equals(document.bytes(), bytes)) {
      throw malformed();
    }
    return document;
  }

  private static String text(byte[] bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("A document's bytes are not UTF-8", e);
    }
  }

  private static String unescaped(String escaped) {
    return ESCAPE
        .matcher(escaped)
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(
                    switch (escape.group(1)) {
                      case "\\" -> "\\";
                      case "n" -> "\n";
                      case "r" -> "\r";
                      default -> throw malformed();
                    }));
  }

  private static IllegalArgumentException malformed() {
    return new IllegalArgumentException(
        "A document's bytes are not lines of name=text, in the order of the names");
  }

  /** Returns the document's bytes, a new array each time. */
  public byte[] bytes() {
    StringBuilder text = new StringBuilder();
    fields.forEach(
        (name, value) -> {
          text.append(name).append('=');
          for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
              case '\\' -> text.append("\\\\");
              case '\n' -> text.append("\\n");
              case '\r' -> text.append("\\r");
              default -> text.append(c);
            }
          }
          text.append('\n');
        });
    return text.toString().getBytes(UTF_8);
  }

  /** Returns the text of a field, or empty if there is no such field. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /**
   * Returns the text of a field.
   *
   * @throws IllegalArgumentException if there is no such field
   */
  public String get(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalArgumentException("There is no field \"" + name + "\""));
  }

  /**
   * Returns the number that a field has.
   *
   * @throws IllegalArgumentException if there is no such field, or it has no number
   */
  public long number(String name) {
    return Long.parseLong(get(name));
  }

  /**
   * Returns the time that a field has, UTC, in milliseconds.
   *
   * @throws IllegalArgumentException if there is no such field, or it has no time
   */
  public Instant time(String name) {
    return Instant.ofEpochMilli(number(name));
  }

  /** Returns the document of the fields whose names begin with a prefix, without the prefix. */
  public Document under(String prefix) {
    Builder under = builder();
    for (Map.Entry<String, String> field : fields.tailMap(prefix).entrySet()) {
      if (!field.getKey().startsWith(prefix)) {
        break;
      }
      if (field.getKey().length() > prefix.length()) {
        under.put(field.getKey().substring(prefix.length()), field.getValue());
      }
    }
    return under.build();
  }

  /**
   * Checks that this has the fields that what was read of it is stored as, and no other: one that
   * means nothing may be one that matters, and has a damaged name.
   *
   * @throws IllegalArgumentException if it has others
   * @hidden
   */
  public void check(Document stored) {
    if (!equals(stored)) {
      throw new IllegalArgumentException("There is a field that means nothing");
    }
  }

  /** Builds a {@link Document}. Not thread-safe. */
  public static final class Builder {
    private final Map<String, String> fields = new TreeMap<>();

    private Builder() {}

    /**
     * Adds a field.
     *
     * @throws IllegalArgumentException if there is one of this name already
     */
    public Builder put(String name, String text) {
      if (fields.putIfAbsent(name, text) != null) {
        throw new IllegalArgumentException("There are two fields \"" + name + "\"");
      }
      return this;
    }

    /** Adds a field that has a number. */
    public Builder put(String name, long number) {
      return put(name, Long.toString(number));
    }

    /** Adds a field that has a time, cut to milliseconds. */
    public Builder put(String name, Instant time) {
      return put(name, time.toEpochMilli());
    }

    /** Adds all fields of another document, with a prefix before their names. */
    public Builder putAll(String prefix, Document other) {
      other.fields().forEach((name, text) -> put(prefix + name, text));
      return this;
    }

    /**
     * Returns the document.
     *
     * @throws IllegalArgumentException if a name is none, or a text is not Unicode
     */
    public Document build() {
      return new Document(ImmutableSortedMap.copyOf(fields));
    }
  }
}
