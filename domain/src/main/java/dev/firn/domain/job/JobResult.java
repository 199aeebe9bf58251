// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.job;

import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.document.Document;
import dev.firn.domain.vault.VaultInventory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a job ended.
 *
 * @param status not {@link JobStatus#IN_PROGRESS}
 * @param date when it ended, UTC, cut to milliseconds
 * @param message what the API says of it
 * @param treeHash the tree hash of what an archive's retrieval puts out; empty if the range that it
 *     retrieves is not tree-hash aligned, and for an inventory
 * @param inventorySize the bytes of an inventory, as it is put out; empty for all but an inventory
 * @param stock what a stocktaking found; empty for all others
 * @param nextMarker the archive with which an inventory goes on that did not come to its end
 */
public record JobResult(
    JobStatus status,
    Instant date,
    String message,
    Optional<TreeHash> treeHash,
    OptionalLong inventorySize,
    Optional<VaultInventory> stock,
    Optional<ArchiveId> nextMarker) {

  /**
   * Cuts the date.
   *
   * @throws IllegalArgumentException if the job is in progress
   */
  public JobResult {
    if (status == JobStatus.IN_PROGRESS) {
      throw new IllegalArgumentException("A job that is in progress has no result");
    }
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(treeHash, "treeHash");
    Objects.requireNonNull(inventorySize, "inventorySize");
    Objects.requireNonNull(stock, "stock");
    Objects.requireNonNull(nextMarker, "nextMarker");
    date = date.truncatedTo(ChronoUnit.MILLIS);
  }

  Document document() {
    Document.Builder document =
        Document.builder()
            .put("status", status.apiName())
            .put("date", date)
            .put("message", message);
    treeHash.ifPresent(hash -> document.put("treeHash", hash.hex()));
    inventorySize.ifPresent(size -> document.put("inventorySize", size));
    stock.ifPresent(
        found -> {
          document.put("stock.archives", found.archives()).put("stock.bytes", found.bytes());
          found.date().ifPresent(written -> document.put("stock.date", written));
        });
    nextMarker.ifPresent(id -> document.put("nextMarker", id.text()));
    return document.build();
  }

  static JobResult of(Document document) {
    return new JobResult(
        JobStatus.named(document.get("status")).orElseThrow(IllegalArgumentException::new),
        document.time("date"),
        document.get("message"),
        document.find("treeHash").map(TreeHash::new),
        document.find("inventorySize").stream().mapToLong(Long::parseLong).findFirst(),
        document
            .find("stock.archives")
            .map(
                archives ->
                    new VaultInventory(
                        Long.parseLong(archives),
                        document.number("stock.bytes"),
                        document.find("stock.date").map(text -> document.time("stock.date")))),
        document.find("nextMarker").map(ArchiveId::new));
  }
}
