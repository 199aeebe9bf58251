// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.job;

import dev.firn.domain.archive.Archive;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How an inventory is written. Ids, hashes, dates and descriptions are ASCII, so that hardly
 * anything has to be escaped.
 */
interface InventoryForm {

  /** Returns what stands before the archives. */
  String head();

  /** Returns an archive. */
  String row(Archive archive, boolean isFirst);

  /** Returns what stands behind the archives. */
  String tail();

  /**
   * Returns the form that a job asks for.
   *
   * @param vaultArn the ARN of the vault
   * @param date the date of the inventory
   */
  static InventoryForm of(InventoryFormat format, String vaultArn, Instant date) {
    return switch (format) {
      case CSV -> new Csv();
      case JSON -> new Json(vaultArn, date(date));
    };
  }

  /** Returns a date as inventories have it, without a fraction. */
  private static String date(Instant date) {
    return date.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** One object, as it comes from the service: without line breaks. */
  record Json(String vaultArn, String date) implements InventoryForm {
    @Override
    public String head() {
      return "{\"VaultARN\":\"%s\",\"InventoryDate\":\"%s\",\"ArchiveList\":["
          .formatted(vaultArn, date);
    }

    @Override
    public String row(Archive archive, boolean isFirst) {
      String description = archive.description().text().replace("\\", "\\\\").replace("\"", "\\\"");
      return (isFirst ? "" : ",")
          + "{\"ArchiveId\":\""
          + archive.id()
          + "\",\"ArchiveDescription\":\""
          + description
          + "\",\"CreationDate\":\""
          + InventoryForm.date(archive.creationDate())
          + "\",\"Size\":"
          + archive.size()
          + ",\"SHA256TreeHash\":\""
          + archive.treeHash()
          + "\"}";
    }

    @Override
    public String tail() {
      return "]}";
    }
  }

  /**
   * Lines of values, not as RFC 4180 has them: in a value in quotes, a quote is written {@code \"},
   * and a backslash stands for itself.
   */
  record Csv() implements InventoryForm {
    @Override
    public String head() {
      return "ArchiveId,ArchiveDescription,CreationDate,Size,SHA256TreeHash\n";
    }

    @Override
    public String row(Archive archive, boolean isFirst) {
      return archive.id()
          + ","
          + quoted(archive.description().text())
          + ","
          + InventoryForm.date(archive.creationDate())
          + ","
          + archive.size()
          + ","
          + archive.treeHash()
          + "\n";
    }

    private static String quoted(String text) {
      return text.contains(",") || text.contains("\"")
          ? "\"" + text.replace("\"", "\\\"") + "\""
          : text;
    }

    @Override
    public String tail() {
      return "";
    }
  }
}
