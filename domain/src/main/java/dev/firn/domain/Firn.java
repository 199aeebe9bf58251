// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain;

import dev.firn.domain.archive.Archives;
import dev.firn.domain.archive.TimeOrderedArchiveIds;
import dev.firn.domain.content.Contents;
import dev.firn.domain.id.TimeOrderedBytes;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.storage.Storages;
import dev.firn.domain.sweep.Sweep;
import dev.firn.domain.sweep.Swept;
import dev.firn.domain.upload.MultipartUploads;
import dev.firn.domain.upload.TimeOrderedUploadIds;
import dev.firn.domain.upload.UploadIdSource;
import dev.firn.domain.vault.Region;
import dev.firn.domain.vault.Vaults;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The front door for programs that embed Firn: the Glacier vault API's operations over a storage.
 *
 * <pre>{@code
 * try (Firn firn = Firn.open("memory:")) {
 *   VaultKey photos = VaultKey.of("012345678901", "photos");
 *   firn.vaults().createVault(photos);
 *   firn.multipartUploads().initiateMultipartUpload(photos, PartSize.ofMebibytes(4));
 *   firn.multipartUploads().inProgress(photos).forEach(System.out::println);
 * }
 * }</pre>
 *
 * <p>Thread-safe. Firns over the same storage see the same vaults.
 */
public final class Firn implements AutoCloseable {
  private final Vaults vaults;
  private final MultipartUploads multipartUploads;
  private final Archives archives;
  private final Sweep sweep;
  private final Runnable closing;

  private Firn(
      Vaults vaults,
      MultipartUploads multipartUploads,
      Archives archives,
      Sweep sweep,
      Runnable closing) {
    this.vaults = vaults;
    this.multipartUploads = multipartUploads;
    this.archives = archives;
    this.sweep = sweep;
    this.closing = closing;
  }

  /**
   * Opens the storage that a URL names, by an adapter that the current thread's context class
   * loader sees, with all else as {@link Builder} has it by default. {@link Storages} opens one by
   * another class loader, for {@link #over}.
   *
   * @throws IllegalArgumentException if the URL is malformed, or no adapter on the class path has
   *     its scheme
   * @throws dev.firn.domain.error.StorageException if the storage cannot be opened
   */
  public static Firn open(String storageUrl) {
    return builder().open(storageUrl);
  }

  /**
   * Returns a Firn over a storage that the caller opened, and closes; all else is as {@link
   * Builder} has it.
   */
  public static Firn over(Storage storage) {
    return builder().over(storage);
  }

  /** Returns a builder, for a region, a clock or a source of upload ids of one's own. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the operations on vaults. */
  public Vaults vaults() {
    return vaults;
  }

  /** Returns the operations on multipart uploads. */
  public MultipartUploads multipartUploads() {
    return multipartUploads;
  }

  /** Returns the operations on archives. */
  public Archives archives() {
    return archives;
  }

  /**
   * Ends uploads that were idle for too long, forgets completions that need not be repeatable any
   * more, and gives back the space of what nobody needs: replaced parts, aborted uploads, deleted
   * archives, and what a client that went away or a process that crashed left behind. What a part
   * or an archive names is never touched.
   *
   * <p>To be called now and then, at most every few seconds; a server does so by itself. Any number
   * may sweep the same storage at once, from as many machines. A program that shares a storage with
   * others and receives a part for more than an hour has to call it too, as it also vouches for
   * what this process is receiving. It works in steps of bounded size until nothing is left to do,
   * and if the storage fails at one thing, it does all others nevertheless.
   *
   * @throws dev.firn.domain.error.StorageException if the storage fails; what was done is done
   * @throws IllegalStateException once the storage is closed
   */
  public Swept sweep() {
    return sweep.run();
  }

  /**
   * Closes the storage if this Firn opened it; closing again does nothing.
   *
   * @throws dev.firn.domain.error.StorageException if the storage fails to close
   */
  @Override
  public void close() {
    closing.run();
  }

  /** Builds a {@link Firn}. Not thread-safe. */
  public static final class Builder {
    private static final Duration LONGEST_EXPIRY = Duration.ofDays(365_000);

    private Region region = new Region("us-east-1");
    private Clock clock = Clock.systemUTC();
    private Optional<UploadIdSource> uploadIds = Optional.empty();
    private Optional<Duration> uploadExpiry = Optional.of(Duration.ofHours(24));

    private Builder() {}

    /** Sets the region that stands in the ARNs of vaults; {@code us-east-1} if it is not set. */
    public Builder region(Region value) {
      region = Objects.requireNonNull(value, "region");
      return this;
    }

    /** Sets the clock that all of Firn tells the time by; the system's if it is not set. */
    public Builder clock(Clock value) {
      clock = Objects.requireNonNull(value, "clock");
      return this;
    }

    /**
     * Sets where upload ids come from; {@link TimeOrderedUploadIds}, with secure random bytes, if
     * it is not set.
     */
    public Builder uploadIds(UploadIdSource value) {
      uploadIds = Optional.of(value);
      return this;
    }

    /**
     * Sets after how long without activity a {@link Firn#sweep} ends an upload; 24 hours if it is
     * not set.
     *
     * @throws IllegalArgumentException if it is not above zero, or more than a thousand years
     */
    public Builder uploadExpiry(Duration value) {
      if (value.isZero() || value.isNegative() || value.compareTo(LONGEST_EXPIRY) > 0) {
        throw new IllegalArgumentException(
            "An upload cannot expire after "
                + value
                + ": it must be above zero, and at most "
                + LONGEST_EXPIRY
                + ". See uploadsNeverExpire().");
      }
      uploadExpiry = Optional.of(value);
      return this;
    }

    /** Sets that no upload is ended for want of activity. */
    public Builder uploadsNeverExpire() {
      uploadExpiry = Optional.empty();
      return this;
    }

    /**
     * Opens the storage that a URL names, which closing the Firn closes.
     *
     * @throws IllegalArgumentException if the URL is malformed, or no adapter on the class path has
     *     its scheme
     * @throws dev.firn.domain.error.StorageException if the storage cannot be opened
     */
    public Firn open(String storageUrl) {
      Storage storage = Storages.open(storageUrl);
      return build(storage, storage::close);
    }

    /** Returns a Firn over a storage that the caller opened, and closes. */
    public Firn over(Storage storage) {
      return build(Objects.requireNonNull(storage, "storage"), () -> {});
    }

    private Firn build(Storage storage, Runnable closing) {
      TimeOrderedBytes idBytes = new TimeOrderedBytes(clock, new SecureRandom());
      TimeOrderedArchiveIds archiveIds = new TimeOrderedArchiveIds(idBytes);
      Vaults vaults = new Vaults(storage.vaults(), region, clock);
      Contents contents = new Contents(storage.contents(), idBytes, clock);
      MultipartUploads uploads =
          new MultipartUploads(
              storage.uploads(),
              vaults,
              contents,
              uploadIds.orElseGet(() -> new TimeOrderedUploadIds(idBytes)),
              archiveIds,
              clock,
              uploadExpiry);
      Archives archives = new Archives(storage.archives(), vaults, contents, archiveIds, clock);
      return new Firn(vaults, uploads, archives, new Sweep(uploads, contents), closing);
    }
  }
}
