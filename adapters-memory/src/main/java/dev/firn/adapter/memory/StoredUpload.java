// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory;

import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.upload.MultipartUpload;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** An upload with its parts, until it is ended. Guarded by itself. */
final class StoredUpload {
  private final MultipartUpload upload;
  private final NavigableMap<Long, Part> parts = new TreeMap<>();
  private Instant active;
  private long revision;
  private volatile boolean ended;

  StoredUpload(MultipartUpload upload) {
    this.upload = upload;
    this.active = upload.creationDate();
  }

  /** Has another upload, which is ended, go on as this one. */
  StoredUpload(MultipartUpload upload, Instant active, StoredUpload ended) {
    this(upload);
    touch(active);
    parts.putAll(ended.parts);
    revision = ended.revision;
  }

  MultipartUpload upload() {
    return upload;
  }

  boolean isEnded() {
    return ended;
  }

  synchronized ContentNaming put(Part part, Instant time, StoredContents contents) {
    if (ended) {
      return ContentNaming.NO_OWNER;
    }
    if (!contents.name(upload.vault(), part.content())) {
      return ContentNaming.NO_CONTENT;
    }
    Part replaced = parts.put(part.range().first(), part);
    contents.abandon(replaced == null ? List.of() : List.of(replaced));
    revision++;
    touch(time);
    return ContentNaming.NAMED;
  }

  synchronized List<Part> parts(long start, int max) {
    return ended ? List.of() : parts.tailMap(start, true).values().stream().limit(max).toList();
  }

  synchronized long revision() {
    return revision;
  }

  synchronized boolean touch(Instant time) {
    active = time.isAfter(active) ? time : active;
    return !ended;
  }

  synchronized Instant lastActive() {
    return active.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Ends it, and returns whether this call was the one that did. */
  synchronized boolean end() {
    boolean first = !ended;
    ended = true;
    return first;
  }

  /** Ends it if it was last active before a time. */
  synchronized boolean endIfIdle(Instant before) {
    return active.isBefore(before) && end();
  }

  /** Ends it if it has a revision, with a step in between that nobody sees it without. */
  synchronized boolean complete(long expected, Runnable step) {
    if (ended || revision != expected) {
      return false;
    }
    step.run();
    return end();
  }

  /** Returns all its parts by their first bytes, once it is ended. */
  NavigableMap<Long, Part> partsOfEnded() {
    return parts;
  }
}
