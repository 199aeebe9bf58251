// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.example.uploader;

import dev.firn.domain.Firn;
import dev.firn.domain.upload.PartSize;
import dev.firn.domain.vault.VaultKey;
import java.nio.file.Path;

/** An uploader whose process ends at once after some bytes, as if it had been killed. */
final class StoppedUploader {
  static final int STATUS = 137;

  private StoppedUploader() {}

  /** Takes the storage's URL, the file, and after how many bytes to stop. */
  public static void main(String[] arguments) throws Exception {
    Firn firn = Firn.open(arguments[0]);
    VaultKey vault = VaultKey.of("012345678901", "photos");
    firn.vaults().createVault(vault);
    long most = Long.parseLong(arguments[2]);
    new Uploader(firn, vault, PartSize.ofMebibytes(1))
        .upload(
            Path.of(arguments[1]),
            done -> {
              if (done >= most) {
                Runtime.getRuntime().halt(STATUS);
              }
            });
  }
}
