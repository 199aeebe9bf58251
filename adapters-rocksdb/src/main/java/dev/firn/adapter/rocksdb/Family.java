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
  /** Two rows a vault that ever held an archive: see {@link Inventories}. */
  INVENTORY_SUMS("inventory-sums"),
  /** A row a vault that ever held an archive: see {@link Inventories}. */
  INVENTORY_DATES("inventory-dates"),
  /** A row an upload in progress: {@link Keys#upload} to {@link UploadCodec}. */
  UPLOADS("uploads"),
  /** A row an upload in progress, apart so that listings are spared it: to {@link Activity}. */
  ACTIVITIES("activities"),
  /** A row a part of an upload or an archive: {@link Keys#part} to {@link PartCodec}. */
  PARTS("parts"),
  /** A row an archive: {@link Keys#archive} to {@link StoredArchive}. */
  ARCHIVES("archives"),
  /** A row an upload that was completed: {@link Keys#upload} to {@link CompletionCodec}. */
  COMPLETIONS("completions"),
  /** A row a vault for which something is set: {@link Keys#vault} to {@link DocumentCodec}. */
  VAULT_SETTINGS("vault-settings"),
  /** A row an account for which something is set: {@link Keys#account} to {@link DocumentCodec}. */
  ACCOUNT_SETTINGS("account-settings"),
  /** A row a job: {@link Keys#job} to {@link StoredJob}. */
  JOBS("jobs"),
  /** The same again by the jobs' statuses, so that a page of one status is a scan. */
  JOBS_BY_STATUS("jobs-by-status"),
  /** A row a job that retrieves an archive, by the archive: {@link Keys#hold}, to nothing. */
  HOLDS("holds"),
  /** A row a notice: {@link Keys#notice} to {@link DocumentCodec}. */
  NOTICES("notices"),
  /**
   * What is to be looked at when its time has come: {@link Keys#due}; to nothing, or to what a job
   * or a notice is stored as.
   */
  DUE("due"),
  /** A row a content that is being written: {@link Keys#content} to {@link Incoming}. */
  INCOMING("incoming"),
  /** A row a content that is to be removed: {@link Keys#content}, to nothing. */
  ABANDONED("abandoned"),
  /**
   * A row a chunk of small contents, and of the first few of others: {@link Keys#chunk} to bytes.
   */
  CHUNKS("chunks"),
  /** A row a chunk of the others, where each content has a table of its own: likewise. */
  LATER_CHUNKS("later-chunks");

  private final String nameOnDisk;

  Family(String nameOnDisk) {
    this.nameOnDisk = nameOnDisk;
  }

  byte[] nameOnDisk() {
    return nameOnDisk.getBytes(US_ASCII);
  }
}
