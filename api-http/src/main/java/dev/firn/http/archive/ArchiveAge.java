// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.archive;

import dev.firn.domain.access.RequestContext;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.archive.Archives;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.VaultName;
import dev.firn.http.api.Call;
import java.time.Duration;
import java.util.Optional;

/** The age of an archive, which conditions of policies can ask for. */
public final class ArchiveAge {
  private ArchiveAge() {}

  /**
   * Returns a context with the age of an archive in the vault that a call is about.
   *
   * @param archive the archive; there is no age if there is none, or none in the vault
   */
  public static RequestContext in(
      RequestContext context, Archives archives, Call call, Optional<ArchiveId> archive) {
    String vault = call.path().getOrDefault("vaultName", "");
    if (!VaultName.isVaultName(vault)) {
      return context;
    }
    VaultKey key = new VaultKey(call.account(), new VaultName(vault));
    return archive
        .flatMap(id -> archives.age(key, id))
        .map(ArchiveAge::days)
        .map(days -> context.with(RequestContext.ARCHIVE_AGE_IN_DAYS, days))
        .orElse(context);
  }

  private static String days(Duration age) {
    return Long.toString(Math.max(0, age.toDays()));
  }
}
