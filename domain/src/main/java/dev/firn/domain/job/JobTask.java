// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.job;

import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.document.Document;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** What a job is to do. */
public sealed interface JobTask {

  /**
   * Retrieves an archive, or a range of one.
   *
   * @param archive the archive's id
   * @param archiveSize the archive's size in bytes
   * @param archiveTreeHash the archive's tree hash
   * @param archiveDescription what the archive is described as
   * @param range which bytes of it are retrieved; within the archive
   * @param tier how soon
   */
  record ArchiveRetrieval(
      ArchiveId archive,
      long archiveSize,
      TreeHash archiveTreeHash,
      ArchiveDescription archiveDescription,
      RangeInBytes range,
      Tier tier)
      implements JobTask {

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if it goes beyond the archive
     */
    public ArchiveRetrieval {
      Objects.requireNonNull(archive, "archive");
      Objects.requireNonNull(archiveTreeHash, "archiveTreeHash");
      Objects.requireNonNull(archiveDescription, "archiveDescription");
      Objects.requireNonNull(tier, "tier");
      if (range.last() >= archiveSize) {
        throw new IllegalArgumentException(
            "The range " + range + " goes beyond the archive's " + archiveSize + " bytes");
      }
    }

    /** Tells whether the whole archive is retrieved. */
    public boolean isWhole() {
      return range.length() == archiveSize;
    }

    @Override
    public Document document() {
      return Document.builder()
          .put("kind", "archive")
          .put("archive", archive.text())
          .put("size", archiveSize)
          .put("treeHash", archiveTreeHash.hex())
          .put("description", archiveDescription.text())
          .put("first", range.first())
          .put("last", range.last())
          .put("tier", tier.apiName())
          .build();
    }
  }

  /**
   * Retrieves the vault's inventory, or what a filter leaves of it.
   *
   * @param format the form of the output
   * @param startDate archives from this time on, inclusive, UTC, cut to milliseconds
   * @param endDate archives before this time, UTC, cut to milliseconds
   * @param limit the most archives, 1 or more
   * @param marker the archive to begin with, in the order of the ids; it need not be there
   */
  record InventoryRetrieval(
      InventoryFormat format,
      Optional<Instant> startDate,
      Optional<Instant> endDate,
      OptionalLong limit,
      Optional<ArchiveId> marker)
      implements JobTask {

    /** Returns the retrieval of all there is, as JSON. */
    public static InventoryRetrieval all() {
      return new InventoryRetrieval(
          InventoryFormat.JSON,
          Optional.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          Optional.empty());
    }

    /**
     * Cuts the dates, and checks the limit.
     *
     * @throws IllegalArgumentException if the limit is below 1
     */
    public InventoryRetrieval {
      Objects.requireNonNull(format, "format");
      Objects.requireNonNull(marker, "marker");
      startDate = startDate.map(date -> date.truncatedTo(ChronoUnit.MILLIS));
      endDate = endDate.map(date -> date.truncatedTo(ChronoUnit.MILLIS));
      if (limit.orElse(1) < 1) {
        throw new IllegalArgumentException("limit " + limit.getAsLong() + " is not 1 or more");
      }
    }

    @Override
    public Document document() {
      Document.Builder document =
          Document.builder().put("kind", "inventory").put("format", format.name());
      startDate.ifPresent(date -> document.put("start", date));
      endDate.ifPresent(date -> document.put("end", date));
      limit.ifPresent(most -> document.put("limit", most));
      marker.ifPresent(id -> document.put("marker", id.text()));
      return document.build();
    }
  }

  /**
   * Writes down what is in the vault, for the inventories of the day to come: what Firn itself does
   * if inventories are taken daily. No client sees such a job.
   */
  record Stocktaking() implements JobTask {
    @Override
    public Document document() {
      return Document.builder().put("kind", "stocktaking").build();
    }
  }

  /** Returns what a backend stores of it. */
  Document document();

  /** Reads what {@link #document} gives. */
  static JobTask of(Document document) {
    return switch (document.get("kind")) {
      case "archive" ->
          new ArchiveRetrieval(
              new ArchiveId(document.get("archive")),
              document.number("size"),
              new TreeHash(document.get("treeHash")),
              new ArchiveDescription(document.get("description")),
              new RangeInBytes(document.number("first"), document.number("last")),
              Tier.named(document.get("tier")).orElseThrow(IllegalArgumentException::new));
      case "inventory" ->
          new InventoryRetrieval(
              InventoryFormat.named(document.get("format"))
                  .orElseThrow(IllegalArgumentException::new),
              document.find("start").map(text -> document.time("start")),
              document.find("end").map(text -> document.time("end")),
              document.find("limit").stream().mapToLong(Long::parseLong).findFirst(),
              document.find("marker").map(ArchiveId::new));
      case "stocktaking" -> new Stocktaking();
      default -> throw new IllegalArgumentException("There is no such kind of job");
    };
  }
}
