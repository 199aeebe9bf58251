// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0

import dev.firn.domain.Firn;
import dev.firn.domain.page.PageRequest;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.VaultKey;

class App {
  public static void main(String[] args) {
    try (Firn firn = Firn.open("memory:")) {
      VaultKey photos = VaultKey.of("012345678901", "photos");
      firn.vaults().createVault(photos);
      firn.vaults()
          .listVaults(new AccountId("012345678901"), PageRequest.first())
          .items()
          .forEach(vault -> System.out.println(vault.key()));
    }
  }
}
