// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.settings;

import dev.firn.domain.document.Document;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * All that is set for a vault: as one value, since every request has to know of policies, lock and
 * tags at once, and a change of one must not undo another's.
 *
 * @param tags its tags
 * @param accessPolicy who may do what to it
 * @param lock what keeps it from being changed, be it in force or over
 * @param notifications what it notifies of
 */
public record VaultSettings(
    Tags tags,
    Optional<PolicyText> accessPolicy,
    Optional<VaultLock> lock,
    Optional<NotificationConfiguration> notifications) {
  private static final VaultSettings NONE =
      new VaultSettings(Tags.none(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Refuses null. */
  public VaultSettings {
    Objects.requireNonNull(tags, "tags");
    Objects.requireNonNull(accessPolicy, "accessPolicy");
    Objects.requireNonNull(lock, "lock");
    Objects.requireNonNull(notifications, "notifications");
  }

  /** Returns what is set for a vault for which nothing was ever set. */
  public static VaultSettings none() {
    return NONE;
  }

  /** Returns the same with these tags. */
  public VaultSettings with(Tags value) {
    return new VaultSettings(value, accessPolicy, lock, notifications);
  }

  /** Returns the same with this access policy, or none. */
  public VaultSettings withAccessPolicy(Optional<PolicyText> value) {
    return new VaultSettings(tags, value, lock, notifications);
  }

  /** Returns the same with this lock, or none. */
  public VaultSettings withLock(Optional<VaultLock> value) {
    return new VaultSettings(tags, accessPolicy, value, notifications);
  }

  /** Returns the same with this notification configuration, or none. */
  public VaultSettings withNotifications(Optional<NotificationConfiguration> value) {
    return new VaultSettings(tags, accessPolicy, lock, value);
  }

  /** Returns the lock, unless it has ended by itself before a time. */
  Optional<VaultLock> lockInForce(Instant time) {
    return lock.filter(each -> each.isInForce(time));
  }

  /** Returns what a backend stores of it; no field if nothing is set. */
  public Document document() {
    Document.Builder document = Document.builder().putAll("tag.", tags.document());
    accessPolicy.ifPresent(policy -> document.put("accessPolicy", policy.text()));
    lock.ifPresent(each -> document.putAll("lock.", each.document()));
    notifications.ifPresent(each -> document.putAll("notifications.", each.document()));
    return document.build();
  }

  /**
   * Reads what a backend has stored.
   *
   * @throws IllegalArgumentException if a field is missing, or not as {@link #document} has it
   * @throws dev.firn.domain.error.GlacierException if a value is not allowed
   */
  public static VaultSettings of(Document document) {
    VaultSettings read =
        new VaultSettings(
            Tags.of(document.under("tag.")),
            document.find("accessPolicy").map(PolicyText::new),
            some(document.under("lock.")).map(VaultLock::of),
            some(document.under("notifications.")).map(NotificationConfiguration::of));
    document.check(read.document());
    return read;
  }

  private static Optional<Document> some(Document document) {
    return Optional.of(document).filter(each -> !each.fields().isEmpty());
  }
}
