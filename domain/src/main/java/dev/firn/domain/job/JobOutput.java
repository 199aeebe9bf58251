// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.job;

import dev.firn.domain.archive.Part;
import dev.firn.domain.archive.PartsStream;
import dev.firn.domain.content.ChunkBuffers;
import dev.firn.domain.content.ChunkStream;
import dev.firn.domain.content.Contents;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.error.ResourceNotFoundException;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.page.Scan;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * What a job has put out, to be downloaded as often as one likes. Ranges are of the output: of a
 * job that retrieves a range of an archive, byte 0 is the first of that range.
 */
public final class JobOutput {
  /** No archive has more. */
  private static final int MOST_PARTS = 10_000;

  private static final int MANY_BYTES = 128 << 10;

  private final Job job;
  private final JobRepository repository;
  private final Contents contents;

  JobOutput(Job job, JobRepository repository, Contents contents) {
    this.job = job;
    this.repository = repository;
    this.contents = contents;
  }

  /** Returns the job. */
  public Job job() {
    return job;
  }

  /** Returns how many bytes it has. */
  public long size() {
    return job.task() instanceof JobTask.ArchiveRetrieval retrieval
        ? retrieval.range().length()
        : job.result().orElseThrow().inventorySize().orElseThrow();
  }

  /** Returns its media type. */
  public String contentType() {
    return job.task() instanceof JobTask.InventoryRetrieval retrieval
        ? retrieval.format().contentType()
        : "application/octet-stream";
  }

  /**
   * Returns the bytes of a range, as a stream that holds about 1 MiB in memory; outside Java's
   * heap, unless they are few, so that they need not be copied on their way to a channel. Closing
   * it lets others use that memory. Reading it throws an {@link IOException} if the job is
   * forgotten meanwhile.
   *
   * @throws IllegalArgumentException if the range goes beyond the output
   * @throws ResourceNotFoundException if the job was forgotten
   */
  public ChunkStream read(RangeInBytes range) {
    if (range.last() >= size()) {
      throw new IllegalArgumentException(
          "The range " + range + " goes beyond the output's " + size() + " bytes");
    }
    return stream(
        stored(range), Optional.of(contents.buffers()).filter(any -> range.length() >= MANY_BYTES));
  }

  /** Returns where in the parts a range of the output is stored. */
  private RangeInBytes stored(RangeInBytes range) {
    long start =
        job.task() instanceof JobTask.ArchiveRetrieval retrieval ? retrieval.range().first() : 0;
    return RangeInBytes.startingAt(start + range.first(), range.length());
  }

  private ChunkStream stream(RangeInBytes stored, Optional<ChunkBuffers> buffers) {
    return new PartsStream(
        this::parts,
        contents,
        job.vault(),
        "Job " + job.id(),
        firstPart().range().length(),
        stored,
        buffers);
  }

  private List<Part> parts(Scan<Long> scan) {
    return repository.parts(job.vault(), job.id(), scan);
  }

  private Part firstPart() {
    return parts(Scan.first(1)).stream()
        .findFirst()
        .orElseThrow(() -> ResourceNotFoundException.job(job.id().text()));
  }

  /**
   * Returns the tree hash of a range, if that is the hash of a node of the archive's tree: both the
   * range that the job retrieves, in the archive, and this one, in the output, have to be tree-hash
   * aligned. Empty also for an inventory. Reads the bytes, unless they are whole parts.
   *
   * @throws ResourceNotFoundException if the job was forgotten
   * @throws StorageException if the bytes cannot be read
   */
  public Optional<TreeHash> treeHash(RangeInBytes range) {
    try {
      return hash(range);
    } catch (IOException e) {
      throw new StorageException("Cannot read the output of job " + job.id(), e);
    }
  }

  /**
   * Returns the tree hash of a range, as {@link #treeHash} does.
   *
   * @throws IOException if the bytes are not all there any more
   */
  Optional<TreeHash> hash(RangeInBytes range) throws IOException {
    if (!(job.task() instanceof JobTask.ArchiveRetrieval retrieval)
        || !retrieval.range().isTreeHashAligned(retrieval.archiveSize())
        || !range.isTreeHashAligned(size())) {
      return Optional.empty();
    }
    if (range.length() == retrieval.archiveSize()) {
      return Optional.of(retrieval.archiveTreeHash());
    }
    RangeInBytes stored = stored(range);
    Optional<TreeHash> combined = combined(stored);
    return combined.isPresent() ? combined : Optional.of(computed(stored));
  }

  /** Returns the hash of a range that is whole parts, from theirs. */
  private Optional<TreeHash> combined(RangeInBytes stored) {
    long partSize = firstPart().range().length();
    long count = (stored.length() + partSize - 1) / partSize;
    if (stored.first() % partSize != 0 || count > MOST_PARTS) {
      return Optional.empty();
    }
    List<Part> parts = parts(Scan.startingAt(stored.first(), (int) count));
    boolean isWhole =
        parts.size() == count && parts.get(parts.size() - 1).range().last() == stored.last();
    return isWhole
        ? Optional.of(TreeHash.combined(parts.stream().map(Part::treeHash).toList()))
        : Optional.empty();
  }

  private TreeHash computed(RangeInBytes stored) throws IOException {
    try (InputStream bytes = stream(stored, Optional.empty())) {
      return TreeHash.of(bytes);
    }
  }
}
