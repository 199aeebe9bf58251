// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.policy;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import com.google.common.util.concurrent.UncheckedExecutionException;
import dev.firn.domain.access.Policy;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.settings.PoliciesInForce;
import dev.firn.domain.settings.PolicyText;
import dev.firn.http.access.VaultPolicies;
import java.util.Optional;

/**
 * Reads the policies of vaults as they are stored. The same text is the same policy, so that it is
 * read once, as long as it is not forgotten for others. Thread-safe.
 */
public final class PoliciesRead {
  private static final int MOST_REMEMBERED = 1_000;

  private final LoadingCache<PolicyText, Policy> access = cache("the vault's access policy");
  private final LoadingCache<PolicyText, Policy> locks = cache("the vault's lock");

  /** Creates it; nothing is remembered yet. */
  public PoliciesRead() {}

  private static LoadingCache<PolicyText, Policy> cache(String place) {
    return CacheBuilder.newBuilder()
        .maximumSize(MOST_REMEMBERED)
        .build(CacheLoader.from(text -> PolicyReader.vaultPolicy(text.text(), place)));
  }

  /**
   * Reads the policies of a vault.
   *
   * @throws StorageException if one cannot be understood, as a policy that is left out denies
   *     nothing
   */
  public VaultPolicies of(PoliciesInForce inForce) {
    return new VaultPolicies(
        read(access, inForce.accessPolicy()),
        read(locks, inForce.lockPolicy()),
        inForce.tags().values());
  }

  private static Optional<Policy> read(
      LoadingCache<PolicyText, Policy> remembered, Optional<PolicyText> text) {
    try {
      return text.map(remembered::getUnchecked);
    } catch (UncheckedExecutionException e) {
      throw new StorageException("A policy that is stored cannot be understood", e);
    }
  }
}
