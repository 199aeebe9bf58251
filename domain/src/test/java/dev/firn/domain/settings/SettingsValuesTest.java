// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.document.Document;
import dev.firn.domain.error.GlacierException;
import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.error.LimitExceededException;
import dev.firn.domain.error.MissingParameterValueException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is set, and how it is written down for a backend. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SettingsValuesTest {
  private static final Instant NOON = Instant.parse("2026-01-10T12:00:00.007Z");
  private static final LockId LOCK_ID = new LockId("F-5QdwRH0k----3-abcdefgh");
  private static final PolicyText POLICY = new PolicyText("{\n\"Id\":\"ü\\\"}");
  private static final VaultLock LOCK = new VaultLock(LOCK_ID, POLICY, NOON, LockState.IN_PROGRESS);
  private static final VaultSettings VAULT =
      new VaultSettings(
          tags(Map.of("who", "me", "ключ =", "", "a:b", "𝒜")),
          Optional.of(new PolicyText("{}")),
          Optional.of(LOCK),
          Optional.of(
              new NotificationConfiguration(
                  new TopicArn("arn:aws:sns:us-east-1:012345678901:done"),
                  Set.of(VaultEvent.INVENTORY_RETRIEVAL_COMPLETED))));
  private static final AccountSettings ACCOUNT =
      new AccountSettings(
          new RetrievalPolicy(RetrievalStrategy.BYTES_PER_HOUR, OptionalLong.of(5)),
          IntStream.range(0, 12)
              .mapToObj(i -> new CapacityUnit(new CapacityId(LOCK_ID.text()), NOON, later(i)))
              .toList(),
          IntStream.range(0, 12)
              .mapToObj(i -> new CountedRetrieval(NOON, later(i), 1 + i))
              .toList());

  private static Instant later(int hours) {
    return NOON.plusSeconds(3_600L * hours);
  }

  private static Tags tags(Map<String, String> values) {
    return Tags.none().with(values);
  }

  private static Map<String, String> numbered(int count) {
    return IntStream.range(0, count)
        .boxed()
        .collect(Collectors.toMap(String::valueOf, String::valueOf));
  }

  private static Document with(Document document, String name, String text) {
    TreeMap<String, String> fields = new TreeMap<>(document.fields());
    fields.put(name, text);
    return new Document(fields);
  }

  private static Document without(Document document, String name) {
    TreeMap<String, String> fields = new TreeMap<>(document.fields());
    assertTrue(fields.remove(name) != null, name);
    return new Document(fields);
  }

  @Test
  void tags_have_letters_of_all_alphabets() {
    assertEquals(
        "x",
        tags(Map.of("Größe 1/2 = @ä:b+c-d_e.f", "x")).values().get("Größe 1/2 = @ä:b+c-d_e.f"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "aws:mine", "a\nb", "a\\b", "a\"b", "a\tb", "a*b"})
  void tag_keys_are_few_signs_and_no_prefix_of_amazon(String key) {
    assertThrows(InvalidParameterValueException.class, () -> tags(Map.of(key, "value")));
  }

  @Test
  void tags_have_their_lengths() {
    assertEquals(1, tags(Map.of("𝒜".repeat(128), "𝒜".repeat(255))).values().size());
    assertThrows(
        InvalidParameterValueException.class, () -> tags(Map.of("k".repeat(129), "value")));
    assertThrows(InvalidParameterValueException.class, () -> tags(Map.of("k", "v".repeat(256))));
    assertThrows(InvalidParameterValueException.class, () -> tags(Map.of("k", "v*")));
    assertEquals("aws:v", tags(Map.of("AWS:k", "aws:v")).values().get("AWS:k"));
  }

  @Test
  void tags_are_fifty_at_most() {
    Tags most = tags(numbered(50));
    assertThrows(LimitExceededException.class, () -> most.with(Map.of("one", "more")));
    assertEquals("new", most.with(Map.of("7", "new")).values().get("7"), "a key that is there");
    assertEquals(49, most.without(List.of("7", "unknown")).values().size());
    assertEquals(Tags.none(), most.without(numbered(50).keySet()));
    assertThrows(UnsupportedOperationException.class, () -> most.values().clear());
  }

  @Test
  void a_policy_has_its_length_in_bytes() {
    assertEquals(20_480, new PolicyText("ü".repeat(10_240)).text().getBytes(UTF_8).length);
    assertThrows(
        InvalidParameterValueException.class, () -> new PolicyText("ü".repeat(10_240) + "."));
    assertThrows(InvalidParameterValueException.class, () -> new PolicyText("{\uD835}"));
    assertThrows(MissingParameterValueException.class, () -> new PolicyText(" \n"));
  }

  @Test
  void a_lock_in_progress_ends_by_itself_and_one_that_is_locked_does_not() {
    assertEquals(Optional.of(later(24)), LOCK.expirationDate());
    assertTrue(LOCK.isInForce(later(24).minusMillis(1)));
    assertFalse(LOCK.isInForce(later(24)));
    VaultLock locked = LOCK.locked();
    assertEquals(new VaultLock(LOCK_ID, POLICY, NOON, LockState.LOCKED), locked);
    assertEquals(Optional.empty(), locked.expirationDate());
    assertTrue(locked.isInForce(Instant.MAX));
    assertEquals(
        NOON,
        new VaultLock(LOCK_ID, POLICY, NOON.plusNanos(999_999), LockState.LOCKED).creationDate(),
        "cut to milliseconds");
  }

  @Test
  void notifications_are_of_something() {
    TopicArn topic = new TopicArn("arn:aws:sns:eu-west-1:012345678901:done.fifo");
    assertThrows(
        MissingParameterValueException.class,
        () -> new NotificationConfiguration(topic, EnumSet.noneOf(VaultEvent.class)));
    assertThrows(
        InvalidParameterValueException.class, () -> new TopicArn("arn:aws:sqs:eu-west-1:1:a"));
  }

  @Test
  void a_retrieval_policy_has_bytes_if_it_is_by_bytes() {
    for (RetrievalStrategy strategy : RetrievalStrategy.values()) {
      boolean byBytes = strategy == RetrievalStrategy.BYTES_PER_HOUR;
      OptionalLong bad = byBytes ? OptionalLong.of(0) : OptionalLong.of(5);
      assertThrows(InvalidParameterValueException.class, () -> new RetrievalPolicy(strategy, bad));
    }
    assertThrows(
        InvalidParameterValueException.class,
        () -> new RetrievalPolicy(RetrievalStrategy.BYTES_PER_HOUR, OptionalLong.empty()));
  }

  @Test
  void what_is_set_is_read_as_it_was_written() {
    VaultSettings locked = VAULT.withLock(VAULT.lock().map(VaultLock::locked));
    for (VaultSettings each :
        List.of(
            VaultSettings.none(),
            VAULT,
            locked,
            VAULT.with(tags(numbered(50))),
            VAULT.with(Tags.none()),
            VAULT.withAccessPolicy(Optional.empty()),
            VAULT.withLock(Optional.empty()),
            VAULT.withNotifications(Optional.empty()))) {
      assertEquals(each, VaultSettings.of(Document.parse(each.document().bytes())));
    }
    for (AccountSettings each :
        List.of(
            AccountSettings.none(),
            ACCOUNT,
            ACCOUNT.with(RetrievalPolicy.none()),
            ACCOUNT.withCapacity(List.of()),
            ACCOUNT.withRetrievals(List.of()))) {
      assertEquals(each, AccountSettings.of(Document.parse(each.document().bytes())));
    }
  }

  @Test
  void nothing_set_has_no_field() {
    assertEquals(Map.of(), VaultSettings.none().document().fields());
    assertEquals(
        VaultSettings.none(),
        VAULT
            .with(Tags.none())
            .withAccessPolicy(Optional.empty())
            .withLock(Optional.empty())
            .withNotifications(Optional.empty()));
  }

  // What a newer Firn or a fault has put there is not to be dropped at the next change.
  @Test
  void nothing_that_cannot_be_understood_is_passed_over() {
    Document vault = VAULT.document();
    for (String required :
        List.of("lock.id", "lock.policy", "lock.state", "notifications.topic", "tag.1.value")) {
      Document lacking = without(vault, required);
      assertThrows(IllegalArgumentException.class, () -> VaultSettings.of(lacking), required);
    }
    for (Document wrong :
        List.of(
            with(vault, "legalHold", "on"),
            with(vault, "lock.state", "Lokced"),
            with(vault, "lock.created", "+7"),
            with(vault, "notifications.VaultDeleted", ""),
            without(without(vault, "tag.0.key"), "tag.0.value"))) {
      assertThrows(IllegalArgumentException.class, () -> VaultSettings.of(wrong));
    }
    assertThrows(GlacierException.class, () -> VaultSettings.of(with(vault, "tag.0.key", "a\nb")));
    Document account = ACCOUNT.document();
    for (Document wrong :
        List.of(
            without(account, "retrievalPolicy.strategy"),
            with(account, "retrievalPolicy.strategy", "Some"),
            without(account, "capacity.3.id"),
            with(account, "retrieval.12.bytes", "5"),
            with(account, "retrieval.14.bytes", "5"),
            with(account, "budget", "5"))) {
      assertThrows(IllegalArgumentException.class, () -> AccountSettings.of(wrong));
    }
  }
}
