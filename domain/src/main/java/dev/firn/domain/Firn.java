// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain;

import dev.firn.domain.archive.Archives;
import dev.firn.domain.archive.TimeOrderedArchiveIds;
import dev.firn.domain.content.Contents;
import dev.firn.domain.id.TimeOrderedBytes;
import dev.firn.domain.job.JobEnds;
import dev.firn.domain.job.JobWork;
import dev.firn.domain.job.Jobs;
import dev.firn.domain.job.Notices;
import dev.firn.domain.job.RetrievalTimes;
import dev.firn.domain.job.Stocktaking;
import dev.firn.domain.settings.DataRetrievalPolicies;
import dev.firn.domain.settings.PoliciesInForce;
import dev.firn.domain.settings.ProvisionedCapacity;
import dev.firn.domain.settings.SettingsRepository;
import dev.firn.domain.settings.VaultAccessPolicies;
import dev.firn.domain.settings.VaultLocks;
import dev.firn.domain.settings.VaultNotifications;
import dev.firn.domain.settings.VaultTags;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.storage.Storages;
import dev.firn.domain.sweep.Sweep;
import dev.firn.domain.sweep.Swept;
import dev.firn.domain.upload.MultipartUploads;
import dev.firn.domain.upload.TimeOrderedUploadIds;
import dev.firn.domain.upload.UploadIdSource;
import dev.firn.domain.vault.InventoryView;
import dev.firn.domain.vault.Region;
import dev.firn.domain.vault.VaultKey;
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
  private final Jobs jobs;
  private final VaultTags vaultTags;
  private final VaultAccessPolicies vaultAccessPolicies;
  private final VaultLocks vaultLocks;
  private final VaultNotifications vaultNotifications;
  private final DataRetrievalPolicies dataRetrievalPolicies;
  private final ProvisionedCapacity provisionedCapacity;
  private final Notices notices;
  private final Sweep sweep;
  private final Storage storage;
  private final Clock clock;
  private final Runnable closing;

  private Firn(Builder builder, Storage storage, TimeOrderedBytes ids, Runnable closing) {
    this.storage = storage;
    this.clock = builder.clock;
    this.closing = closing;
    TimeOrderedArchiveIds archiveIds = new TimeOrderedArchiveIds(ids);
    Contents contents = new Contents(storage.contents(), ids, clock);
    SettingsRepository settings = storage.settings();
    Optional<Stocktaking> stocktaking =
        builder.takesInventoriesDaily
            ? Optional.of(new Stocktaking(storage.vaults(), storage.jobs(), clock))
            : Optional.empty();
    vaults =
        new Vaults(
            storage.vaults(),
            builder.region,
            clock,
            stocktaking.<InventoryView>map(each -> each).orElse(InventoryView.live()));
    multipartUploads =
        new MultipartUploads(
            storage.uploads(),
            vaults,
            contents,
            builder.uploadIds.orElseGet(() -> new TimeOrderedUploadIds(ids)),
            archiveIds,
            clock,
            builder.uploadExpiry);
    archives = new Archives(storage.archives(), vaults, contents, archiveIds, clock);
    vaultTags = new VaultTags(settings, vaults);
    vaultAccessPolicies = new VaultAccessPolicies(settings, vaults);
    vaultLocks = new VaultLocks(settings, vaults, ids, clock);
    vaultNotifications = new VaultNotifications(settings, vaults);
    dataRetrievalPolicies =
        new DataRetrievalPolicies(settings, vaults, builder.freeRetrievalBytesPerDay);
    provisionedCapacity = new ProvisionedCapacity(settings, vaults, ids, clock);
    JobWork work =
        new JobWork(
            storage.jobs(),
            storage.archives(),
            settings,
            vaults,
            contents,
            ids,
            clock,
            stocktaking);
    JobEnds ends = new JobEnds(storage.jobs(), vaults, work, clock, stocktaking);
    jobs =
        new Jobs(
            storage.jobs(),
            vaults,
            archives,
            dataRetrievalPolicies,
            ends,
            builder.retrievalTimes,
            ids,
            clock);
    notices = new Notices(storage.notices(), clock);
    sweep = new Sweep(multipartUploads, ends, contents);
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

  /** Returns the operations on jobs. */
  public Jobs jobs() {
    return jobs;
  }

  /** Returns the operations on the tags of vaults. */
  public VaultTags vaultTags() {
    return vaultTags;
  }

  /** Returns the operations on the access policies of vaults. */
  public VaultAccessPolicies vaultAccessPolicies() {
    return vaultAccessPolicies;
  }

  /** Returns the operations on vault locks. */
  public VaultLocks vaultLocks() {
    return vaultLocks;
  }

  /** Returns the operations on the notification configurations of vaults. */
  public VaultNotifications vaultNotifications() {
    return vaultNotifications;
  }

  /** Returns the operations on data retrieval policies. */
  public DataRetrievalPolicies dataRetrievalPolicies() {
    return dataRetrievalPolicies;
  }

  /** Returns the operations on provisioned capacity. */
  public ProvisionedCapacity provisionedCapacity() {
    return provisionedCapacity;
  }

  /** Returns the notices of jobs' ends that wait for their delivery, for who delivers them. */
  public Notices notices() {
    return notices;
  }

  /**
   * Returns what decides, besides the policies of who asks, who may do what to a vault now; nothing
   * does, if there is no such vault. The operations of this class do not ask for it: they are the
   * program's own, whoever it acts for.
   *
   * @throws dev.firn.domain.error.StorageException if the storage fails
   */
  public PoliciesInForce policiesInForce(VaultKey vault) {
    return PoliciesInForce.of(storage.settings(), vault, clock);
  }

  /**
   * Ends uploads that were idle for too long and jobs that are due, forgets completions that need
   * not be repeatable any more and jobs that have expired, and gives back the space of what nobody
   * needs: replaced parts, aborted uploads, deleted archives, and what a client that went away or a
   * process that crashed left behind. What a part, an archive or a job names is never touched.
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

    private RetrievalTimes retrievalTimes = RetrievalTimes.instant();
    private boolean takesInventoriesDaily;
    private long freeRetrievalBytesPerDay = (10L << 30) / 30;

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

    /**
     * Sets how long jobs take; {@link RetrievalTimes#instant} if it is not set, as what lies on
     * disks of one's own is there at once.
     */
    public Builder retrievalTimes(RetrievalTimes value) {
      retrievalTimes = Objects.requireNonNull(value, "retrievalTimes");
      return this;
    }

    /**
     * Sets how many bytes an account may retrieve on each day, UTC, while its data retrieval policy
     * is the free tier's; a thirtieth of 10 GiB if it is not set.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Builder freeRetrieval(long bytesPerDay) {
      if (bytesPerDay < 0) {
        throw new IllegalArgumentException(
            "No account can retrieve " + bytesPerDay + " bytes a day: it must be 0 or more");
      }
      freeRetrievalBytesPerDay = bytesPerDay;
      return this;
    }

    /**
     * Sets that inventories are taken once a day, UTC, by {@link Firn#sweep}, as the service does,
     * and that what {@link Vaults} says of a vault's archives follows the last one. If it is not
     * set, inventories are of the moment.
     */
    public Builder dailyInventories() {
      takesInventoriesDaily = true;
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
      TimeOrderedBytes ids = new TimeOrderedBytes(clock, new SecureRandom());
      return new Firn(this, storage, ids, closing);
    }
  }
}
