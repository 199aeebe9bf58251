// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.vault;

import java.util.Objects;
import java.util.Optional;

/**
 * A vault's Amazon Resource Name: {@code arn:aws:glacier:REGION:ACCOUNT:vaults/NAME}.
 *
 * @param region the region that the name is given in
 * @param vault the vault that is named
 */
public record VaultArn(Region region, VaultKey vault) {

  /** Refuses null. */
  public VaultArn {
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(vault, "vault");
  }

  /**
   * Returns the vault that an ARN's text names, or empty if the text is no ARN of a vault in this
   * region and account.
   */
  static Optional<VaultName> parse(String text, Region region, AccountId account) {
    String prefix = prefix(region, account);
    return Optional.of(text)
        .filter(arn -> arn.startsWith(prefix))
        .map(arn -> arn.substring(prefix.length()))
        .filter(VaultName::isVaultName)
        .map(VaultName::new);
  }

  private static String prefix(Region region, AccountId account) {
    return "arn:aws:glacier:" + region + ":" + account + ":vaults/";
  }

  @Override
  public String toString() {
    return prefix(region, vault.account()) + vault.name();
  }
}
