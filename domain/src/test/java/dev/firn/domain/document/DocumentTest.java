// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every backend stores without knowing what it says. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DocumentTest {
  private static final long SEED = Long.getLong("firn.seed", 20120601L);
  private static final List<String> PIECES =
      List.of("\\", "\n", "\r", "n", "r", "=", "a", " ", "\0", "\u0085", "\u2028", "ß", "中", "𝒜");
  private static final List<String> NAMES = List.of("!", "a", "b", "a.b", "B", "~", "0", "10");

  private static String written(Document document) {
    return new String(document.bytes(), UTF_8);
  }

  private static Document parsed(String text) {
    return Document.parse(text.getBytes(UTF_8));
  }

  @Test
  void is_a_line_for_each_field_in_the_order_of_the_names() {
    Document document =
        Document.builder()
            .put("b", "two\nlines\r\\n = ü")
            .put("a.x", "")
            .put("Z", Instant.ofEpochMilli(-7))
            .put("a", 12)
            .build();
    assertEquals("Z=-7\na=12\na.x=\nb=two\\nlines\\r\\\\n = ü\n", written(document));
    assertEquals(document, Document.parse(document.bytes()));
  }

  @Test
  void without_fields_has_no_bytes() {
    assertEquals(0, Document.builder().build().bytes().length);
    assertEquals(Document.builder().build(), Document.parse(new byte[0]));
  }

  // The round trip, and that unequal documents have other bytes, for whatever the texts are.
  @Test
  void is_read_as_it_was_written() {
    Random random = new Random(SEED);
    Map<String, Document> all = new TreeMap<>();
    for (int i = 0; i < 20_000; i++) {
      Document.Builder builder = Document.builder();
      for (String name : NAMES) {
        if (random.nextInt(3) == 0) {
          StringBuilder text = new StringBuilder();
          for (int length = random.nextInt(5); length > 0; length--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
          }
          builder.put(name, text.toString());
        }
      }
      Document document = builder.build();
      assertEquals(document, Document.parse(document.bytes()), "seed " + SEED);
      Document same = all.putIfAbsent(written(document), document);
      assertEquals(Optional.ofNullable(same).orElse(document), document, "seed " + SEED);
    }
  }

  @Test
  void has_the_same_bytes_whatever_order_the_fields_were_given_in() {
    TreeMap<String, String> backwards = new TreeMap<>(Comparator.reverseOrder());
    backwards.put("a", "1");
    backwards.put("b", "2");
    assertEquals("a=1\nb=2\n", written(new Document(backwards)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a=1",
        "=1\n",
        "a=1\n\n",
        "a=1\na=2\n",
        "b=1\na=2\n",
        "a=1\r\nb=2\n",
        "a=\\\n",
        "a=\\x\n",
        "a=\\\u2028\n",
        "ä=1\n",
        "a b=1\n",
        "\uFEFFa=1\n"
      })
  void refuses_bytes_that_it_would_not_write(String text) {
    assertThrows(IllegalArgumentException.class, () -> parsed(text));
  }

  @Test
  void refuses_bytes_that_are_no_text() {
    assertThrows(
        IllegalArgumentException.class, () -> Document.parse("a=\u00FC\n".getBytes(ISO_8859_1)));
    byte[] lone = {'a', '=', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '\n'};
    assertThrows(IllegalArgumentException.class, () -> Document.parse(lone));
  }

  // It would be stored as "?", and be another document from then on.
  @Test
  void refuses_half_a_character() {
    for (String half : List.of("\uD835", "a\uDC9C", "\uDC9C\uD835")) {
      Document.Builder builder = Document.builder().put("a", half);
      assertThrows(IllegalArgumentException.class, builder::build);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a=", "a\n", "\u007F", "é"})
  void refuses_names_that_could_not_be_told_from_their_texts(String name) {
    assertThrows(
        IllegalArgumentException.class, () -> Document.builder().put(name, "text").build());
  }

  @Test
  void finds_its_fields() {
    Document document = parsed("a=x\nb=5\nb.c=6\nb.d.e=7\nbc=8\n");
    assertEquals(Optional.of("x"), document.find("a"));
    assertEquals(Optional.empty(), document.find("A"));
    assertEquals(5, document.number("b"));
    assertEquals(Instant.ofEpochMilli(6), document.time("b.c"));
    assertEquals(parsed("c=6\nd.e=7\n"), document.under("b."));
    assertEquals(document, Document.builder().putAll("", document).build());
    assertArrayEquals(
        parsed("x.c=6\nx.d.e=7\n").bytes(),
        Document.builder().putAll("x.", document.under("b.")).build().bytes());
    assertThrows(IllegalArgumentException.class, () -> document.get("z"));
    assertThrows(IllegalArgumentException.class, () -> document.number("a"));
    assertThrows(
        IllegalArgumentException.class, () -> Document.builder().put("a", "1").put("a", "2"));
  }
}
