// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static dev.firn.testkit.SampleArchives.bytes;
import static dev.firn.testkit.SampleArchives.hour;
import static dev.firn.testkit.SampleUploads.START;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firn.domain.id.OrderedText;
import dev.firn.domain.id.TimeOrderedBytes;
import dev.firn.domain.settings.AccountSettings;
import dev.firn.domain.settings.CapacityId;
import dev.firn.domain.settings.CapacityUnit;
import dev.firn.domain.settings.CountedRetrieval;
import dev.firn.domain.settings.LockId;
import dev.firn.domain.settings.LockState;
import dev.firn.domain.settings.NotificationConfiguration;
import dev.firn.domain.settings.PolicyText;
import dev.firn.domain.settings.RetrievalPolicy;
import dev.firn.domain.settings.RetrievalStrategy;
import dev.firn.domain.settings.Tags;
import dev.firn.domain.settings.TopicArn;
import dev.firn.domain.settings.VaultEvent;
import dev.firn.domain.settings.VaultLock;
import dev.firn.domain.settings.VaultSettings;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Settings to test with: the same number always gives the same, and another others. */
public final class SampleSettings {
  private static final int MOST_POLICY_BYTES = 20 << 10;

  /** Letters of one to four bytes in UTF-8, and what has a meaning in some notation or other. */
  private static final String TRICKY = "\\\r\n\\n\t\"'=%?\0é\u2028中𝒜";

  /** As much as can be set for a vault, in letters of all lengths. */
  public static final VaultSettings FULL =
      new VaultSettings(
          new Tags(
              IntStream.range(0, Tags.MOST)
                  .boxed()
                  .collect(
                      Collectors.toMap(
                          number -> number + "=ß中" + "𝒜".repeat(123),
                          number -> "é @:".repeat(number),
                          (one, other) -> one,
                          TreeMap::new))),
          Optional.of(longPolicy("a")),
          Optional.of(new VaultLock(lockId(1), longPolicy("b"), hour(1), LockState.IN_PROGRESS)),
          Optional.of(
              new NotificationConfiguration(
                  new TopicArn("arn:aws:sns:us-east-1:012345678901:" + "t".repeat(256)),
                  EnumSet.allOf(VaultEvent.class))));

  /** Much that can be set for an account. */
  public static final AccountSettings FULL_ACCOUNT =
      new AccountSettings(
          limit(Long.MAX_VALUE),
          IntStream.range(0, 20)
              .mapToObj(number -> new CapacityUnit(capacityId(number), hour(number), hour(720)))
              .toList(),
          IntStream.range(0, 500)
              .mapToObj(number -> new CountedRetrieval(hour(-number), hour(4), 1L + number))
              .toList());

  private SampleSettings() {}

  private static PolicyText longPolicy(String start) {
    String tricky = TRICKY.repeat(MOST_POLICY_BYTES / TRICKY.getBytes(UTF_8).length - 1);
    int left = MOST_POLICY_BYTES - start.length() - tricky.getBytes(UTF_8).length;
    return new PolicyText(start + tricky + "z".repeat(left));
  }

  /** Returns the sample settings of a vault with this number. */
  public static VaultSettings settings(int number) {
    return VaultSettings.none()
        .with(Tags.none().with(Map.of("number", Integer.toString(number))))
        .withAccessPolicy(Optional.of(new PolicyText("{\"Id\":\"" + number + "\"}")));
  }

  /** Returns the number of the sample settings of a vault. */
  static int number(VaultSettings settings) {
    return Integer.parseInt(settings.tags().values().getOrDefault("number", "0"));
  }

  /** Returns the sample settings of an account with this number, 1 or more. */
  public static AccountSettings accountSettings(int number) {
    return AccountSettings.none().with(limit(number));
  }

  /** Returns the number of the sample settings of an account. */
  static int number(AccountSettings settings) {
    return (int) settings.retrievalPolicy().bytesPerHour().orElse(0);
  }

  private static RetrievalPolicy limit(long bytesPerHour) {
    return new RetrievalPolicy(RetrievalStrategy.BYTES_PER_HOUR, OptionalLong.of(bytesPerHour));
  }

  /** Returns the id of the sample lock with this number, 0 or more. */
  public static LockId lockId(int number) {
    return new LockId(idText(number));
  }

  private static CapacityId capacityId(int number) {
    return new CapacityId(idText(number));
  }

  private static String idText(int number) {
    return OrderedText.of(TimeOrderedBytes.of(START, number, bytes(number, 8)));
  }

  /** Returns these settings, changed a little in each of the ways that there are. */
  static List<VaultSettings> changed(VaultSettings settings) {
    return List.of(
        VaultSettings.none(),
        settings.with(Tags.none()),
        settings.with(settings.tags().without(List.of(settings.tags().values().lastKey()))),
        settings.withAccessPolicy(Optional.empty()),
        settings.withLock(Optional.empty()),
        settings.withLock(settings.lock().map(VaultLock::locked)),
        settings.withNotifications(Optional.empty()));
  }
}
