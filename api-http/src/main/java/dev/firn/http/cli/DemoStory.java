// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the demo does, told as it goes along; whatever is not as it should be is collected. */
final class DemoStory {
  private static final String VAULT = "examplevault";
  private static final long PART_SIZE = 4_194_304;
  private static final int MORE = 120;
  private static final int LIMIT = 10;
  private static final int ABORT_AT_PAGE = 5;

  private final DemoClient client;
  private final List<String> initiated = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  DemoStory(DemoClient client) {
    this.client = client;
  }

  /** Tells the story and returns what was not as it should be. */
  List<String> tell() throws IOException, InterruptedException {
    initiate();
    walkAndShow();
    walkAndAbort();
    return faults;
  }

  private void initiate() throws IOException, InterruptedException {
    client.createVault(VAULT);
    for (int number = 1; number <= 3 + MORE; number++) {
      initiated.add(client.initiateMultipartUpload(VAULT, "archive " + number, PART_SIZE));
    }
    System.out.printf("Created vault %s and initiated %d uploads.%n", VAULT, initiated.size());
  }

  private void walkAndShow() throws IOException, InterruptedException {
    System.out.printf("%nListing them, %d a page. The first page:%n", LIMIT);
    List<JsonNode> seen =
        walk(
            (number, page) -> {
              if (number == 1) {
                System.out.println(page.toPrettyString());
              }
            });
    check("every upload is listed once", initiated, ids(seen));
    for (int i = 0; i < Math.min(seen.size(), initiated.size()); i++) {
      check(
          "its description", "archive " + (i + 1), seen.get(i).get("ArchiveDescription").asText());
      check("its part size", PART_SIZE, seen.get(i).get("PartSizeInBytes").asLong());
    }
  }

  private void walkAndAbort() throws IOException, InterruptedException {
    System.out.printf(
        "%nOnce more, aborting the upload that the marker of page %d names:%n", ABORT_AT_PAGE);
    List<String> remaining = new ArrayList<>(initiated);
    List<JsonNode> seen =
        walk(
            (number, page) -> {
              if (number == ABORT_AT_PAGE) {
                String marker = page.get("Marker").asText();
                client.abortMultipartUpload(VAULT, marker);
                remaining.remove(marker);
                System.out.println("aborting " + marker);
              }
            });
    check("one upload was aborted", initiated.size() - 1, remaining.size());
    check("the walk has seen every remaining upload exactly once", remaining, ids(seen));
    System.out.printf(
        "The walk has seen %d uploads; %d remain.%n%n", seen.size(), remaining.size());
  }

  private interface PageVisitor {
    void visit(int number, JsonNode page) throws IOException, InterruptedException;
  }

  /** Walks to the end, printing a line a page, and returns the uploads that were seen. */
  private List<JsonNode> walk(PageVisitor visitor) throws IOException, InterruptedException {
    List<JsonNode> seen = new ArrayList<>();
    Optional<String> marker = Optional.of("");
    for (int number = 1; marker.isPresent(); number++) {
      JsonNode page = client.listMultipartUploads(VAULT, LIMIT, marker.get());
      visitor.visit(number, page);
      page.get("UploadsList").forEach(seen::add);
      JsonNode next = page.get("Marker");
      System.out.printf(
          "page %2d: %2d uploads, marker %s%n",
          number, page.get("UploadsList").size(), next.asText());
      marker = next.isNull() ? Optional.empty() : Optional.of(next.asText());
    }
    return seen;
  }

  private static List<String> ids(List<JsonNode> uploads) {
    return uploads.stream().map(upload -> upload.get("MultipartUploadId").asText()).toList();
  }

  private void check(String what, Object expected, Object actual) {
    if (!Objects.equals(expected, actual)) {
      faults.add(what + ": expected " + expected + ", but it is " + actual);
    }
  }
}
