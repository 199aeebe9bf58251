// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.job;

import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.error.MissingParameterValueException;
import dev.firn.domain.error.ResourceNotFoundException;
import dev.firn.domain.job.InventoryFormat;
import dev.firn.domain.job.JobTask.InventoryRetrieval;
import dev.firn.domain.job.Tier;
import dev.firn.domain.settings.TopicArn;
import dev.firn.http.api.JsonBody;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client wants of a job. A member that another type of job has is refused, but for the tier:
 * clients send it with inventories, too, where it says nothing.
 */
final class JobParameters {
  static final String ARCHIVE_RETRIEVAL = "archive-retrieval";

  private static final String INVENTORY_RETRIEVAL = "inventory-retrieval";
  private static final String SELECT = "select";
  private static final String INVENTORY_PARAMETERS = "InventoryRetrievalParameters";
  private static final String RANGE = "RetrievalByteRange";
  private static final Pattern RANGE_FORM = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

  private final JsonBody body;
  private final boolean isArchive;

  /**
   * Reads what all types of job have.
   *
   * @throws MissingParameterValueException if there is no type
   * @throws InvalidParameterValueException if there is no such type, or something is said that it
   *     does not have
   */
  JobParameters(JsonBody body) {
    this.body = body;
    String type =
        body.text("Type").orElseThrow(() -> MissingParameterValueException.parameter("type"));
    isArchive =
        switch (type) {
          case ARCHIVE_RETRIEVAL -> true;
          case INVENTORY_RETRIEVAL -> false;
          case SELECT ->
              throw InvalidParameterValueException.jobParameter(
                  "Type",
                  type,
                  "Glacier itself has ended Select, and there is none here; retrieve the archive.");
          default ->
              throw InvalidParameterValueException.jobParameter(
                  "Type", type, "It must be archive-retrieval or inventory-retrieval.");
        };
    checkMembers(type);
  }

  private void checkMembers(String type) {
    if (isArchive) {
      refuse(body.text("Format"), "Format", type);
      refuse(body.object(INVENTORY_PARAMETERS).map(given -> "{...}"), INVENTORY_PARAMETERS, type);
    } else {
      refuse(body.text("ArchiveId"), "ArchiveId", type);
      refuse(body.text(RANGE), RANGE, type);
    }
  }

  private static void refuse(Optional<String> given, String member, String type) {
    given.ifPresent(
        text -> {
          throw InvalidParameterValueException.jobParameter(
              member, text, "A job of type " + type + " has none.");
        });
  }

  /** Tells whether it is to retrieve an archive; or else an inventory. */
  boolean isArchiveRetrieval() {
    return isArchive;
  }

  /**
   * Returns the archive to retrieve.
   *
   * @throws MissingParameterValueException if none is named
   * @throws ResourceNotFoundException if what is named can be none
   */
  ArchiveId archive() {
    String text =
        body.text("ArchiveId")
            .filter(id -> !id.isEmpty())
            .orElseThrow(() -> MissingParameterValueException.parameter("ArchiveId"));
    return ArchiveId.parse(text).orElseThrow(() -> ResourceNotFoundException.archive(text));
  }

  /** Returns which bytes of the archive to retrieve; empty for all. */
  Optional<RangeInBytes> range() {
    return body.text(RANGE).map(JobParameters::range);
  }

  private static RangeInBytes range(String text) {
    Matcher matcher = RANGE_FORM.matcher(text);
    if (matcher.matches()) {
      long first = Long.parseLong(matcher.group(1));
      long last = Long.parseLong(matcher.group(2));
      if (first <= last) {
        return new RangeInBytes(first, last);
      }
    }
    throw InvalidParameterValueException.jobParameter(
        RANGE, text, "It must be the first and the last byte, such as 0-4194303.");
  }

  Tier tier() {
    return body.text("Tier")
        .map(
            text ->
                Tier.named(text)
                    .orElseThrow(
                        () ->
                            InvalidParameterValueException.jobParameter(
                                "Tier", text, "It must be Expedited, Standard or Bulk.")))
        .orElse(Tier.STANDARD);
  }

  ArchiveDescription description() {
    return body.text("Description").map(ArchiveDescription::new).orElse(ArchiveDescription.none());
  }

  Optional<TopicArn> topic() {
    return body.text("SNSTopic").filter(text -> !text.isEmpty()).map(TopicArn::new);
  }

  /** Returns which inventory to retrieve. */
  InventoryRetrieval inventory() {
    Optional<JsonBody> filter = body.object(INVENTORY_PARAMETERS);
    return new InventoryRetrieval(
        body.text("Format").map(JobParameters::format).orElse(InventoryFormat.JSON),
        filter.flatMap(each -> each.text("StartDate")).map(text -> Dates.parse("StartDate", text)),
        filter.flatMap(each -> each.text("EndDate")).map(text -> Dates.parse("EndDate", text)),
        filter.flatMap(each -> each.number("Limit")).stream()
            .mapToLong(JobParameters::limit)
            .findFirst(),
        filter
            .flatMap(each -> each.text("Marker"))
            .filter(text -> !text.isEmpty())
            .map(JobParameters::marker));
  }

  private static InventoryFormat format(String text) {
    return InventoryFormat.named(text)
        .orElseThrow(
            () ->
                InvalidParameterValueException.jobParameter(
                    "Format", text, "It must be CSV or JSON."));
  }

  private static long limit(String text) {
    if (!text.matches("0*[1-9][0-9]{0,17}")) {
      throw InvalidParameterValueException.jobParameter(
          "Limit", text, "It must be a whole number from 1.");
    }
    return Long.parseLong(text);
  }

  private static ArchiveId marker(String text) {
    return ArchiveId.parse(text).orElseThrow(() -> InvalidParameterValueException.marker(text));
  }
}
