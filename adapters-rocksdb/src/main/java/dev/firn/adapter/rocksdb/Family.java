// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** A column family: rows of one kind. */
enum Family {
  /**
   * What the storage says of itself, such as its format. RocksDB wants this one to be there, by
   * this name.
   */
  SELF("default"),
  /** A row a vault: {@link Keys#vault} to {@link VaultCodec}. */
  VAULTS("vaults"),
  /** A row an upload in progress: {@link Keys#upload} to {@link UploadCodec}. */
  UPLOADS("uploads");

  private final String nameOnDisk;

  Family(String nameOnDisk) {
    this.nameOnDisk = nameOnDisk;
  }

  byte[] nameOnDisk() {
    return nameOnDisk.getBytes(US_ASCII);
  }
}
