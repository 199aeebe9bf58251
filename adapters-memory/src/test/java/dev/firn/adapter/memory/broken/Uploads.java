// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory.broken;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.ContentNaming;
import dev.firn.domain.page.Scan;
import dev.firn.domain.upload.CompletedUpload;
import dev.firn.domain.upload.Completion;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.upload.UploadRepository;
import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The port of a sound storage, for one method of it to be broken. */
abstract class Uploads implements UploadRepository {
  private final UploadRepository sound;

  Uploads(UploadRepository sound) {
    this.sound = sound;
  }

  @Override
  public boolean add(MultipartUpload upload) {
    return sound.add(upload);
  }

  @Override
  public Optional<MultipartUpload> find(VaultKey vault, UploadId id) {
    return sound.find(vault, id);
  }

  @Override
  public List<MultipartUpload> scan(VaultKey vault, Scan<UploadId> scan) {
    return sound.scan(vault, scan);
  }

  @Override
  public boolean remove(VaultKey vault, UploadId id) {
    return sound.remove(vault, id);
  }

  @Override
  public ContentNaming putPart(VaultKey vault, UploadId id, Part part, Instant time) {
    return sound.putPart(vault, id, part, time);
  }

  @Override
  public List<Part> parts(VaultKey vault, UploadId id, Scan<Long> scan) {
    return sound.parts(vault, id, scan);
  }

  @Override
  public OptionalLong revision(VaultKey vault, UploadId id) {
    return sound.revision(vault, id);
  }

  @Override
  public boolean complete(VaultKey vault, UploadId id, long revision, Archive archive) {
    return sound.complete(vault, id, revision, archive);
  }

  @Override
  public Optional<Completion> completion(VaultKey vault, UploadId id) {
    return sound.completion(vault, id);
  }

  @Override
  public boolean touch(VaultKey vault, UploadId id, Instant time) {
    return sound.touch(vault, id, time);
  }

  @Override
  public Optional<Instant> lastActive(VaultKey vault, UploadId id) {
    return sound.lastActive(vault, id);
  }

  @Override
  public int removeIdle(Instant before, int max) {
    return sound.removeIdle(before, max);
  }

  @Override
  public List<CompletedUpload> completed(VaultKey vault, Scan<UploadId> scan) {
    return sound.completed(vault, scan);
  }

  @Override
  public boolean keepCompletion(VaultKey vault, CompletedUpload completed) {
    return sound.keepCompletion(vault, completed);
  }

  @Override
  public boolean become(UploadId id, MultipartUpload other, Instant active) {
    return sound.become(id, other, active);
  }

  @Override
  public boolean become(UploadId id, Archive archive) {
    return sound.become(id, archive);
  }

  @Override
  public int forgetCompletions(Instant before, int max) {
    return sound.forgetCompletions(before, max);
  }
}
