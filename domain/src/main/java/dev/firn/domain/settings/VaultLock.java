// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.settings;

import dev.firn.domain.document.Document;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * A vault lock: a policy that, once it is locked, nobody can take away.
 *
 * @param id what completes it
 * @param policy the policy
 * @param creationDate when it was initiated, UTC, cut to milliseconds
 * @param state how far it is
 */
public record VaultLock(LockId id, PolicyText policy, Instant creationDate, LockState state) {
  /** How long after it was initiated a lock can be completed; then it is as if it never was. */
  public static final Duration TIME_TO_COMPLETE = Duration.ofHours(24);

  /** Cuts the date to milliseconds. */
  public VaultLock {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(state, "state");
    creationDate = creationDate.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Returns the lock as it is when it has been completed. */
  public VaultLock locked() {
    return new VaultLock(id, policy, creationDate, LockState.LOCKED);
  }

  /** Returns when it ends by itself; empty once it is locked. */
  public Optional<Instant> expirationDate() {
    return state == LockState.LOCKED
        ? Optional.empty()
        : Optional.of(creationDate.plus(TIME_TO_COMPLETE));
  }

  /** Tells whether it has not ended by itself at a time. */
  public boolean isInForce(Instant time) {
    return expirationDate().map(time::isBefore).orElse(true);
  }

  Document document() {
    return Document.builder()
        .put("id", id.text())
        .put("policy", policy.text())
        .put("created", creationDate)
        .put("state", state.apiName())
        .build();
  }

  static VaultLock of(Document document) {
    return new VaultLock(
        new LockId(document.get("id")),
        new PolicyText(document.get("policy")),
        document.time("created"),
        document.get("state").equals(LockState.LOCKED.apiName())
            ? LockState.LOCKED
            : LockState.IN_PROGRESS);
  }
}
