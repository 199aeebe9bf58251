// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.junit;

import dev.firn.domain.Firn;
import dev.firn.domain.access.Principal;
import dev.firn.domain.job.RetrievalTimes;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.Region;
import dev.firn.http.FirnHttpServer;
import dev.firn.http.credentials.AccessKeySource;
import dev.firn.http.credentials.Credential;
import dev.firn.http.credentials.Credentials;
import dev.firn.http.key.AccessKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A Firn in this process that answers on a free port of this machine, for a test: the Glacier API
 * for the program that is tested, and the {@link Firn} behind it for the test itself.
 *
 * <p>A test has it by {@link WithFirn}. Without JUnit Jupiter, or with a storage whose URL is known
 * only when the tests run, it is started by hand:
 *
 * <pre>{@code
 * try (LocalFirn firn = LocalFirn.start("jdbc:postgresql://localhost/test")) {
 *   ...
 * }
 * }</pre>
 *
 * <p>The API admits only requests that are signed with {@link #accessKeyId} and {@link
 * #secretAccessKey}, which may do everything in the {@link #account}; so a test finds out whether
 * the program signs. Signatures are judged by the system's clock, as clients sign by it; all else
 * goes by {@link #clock}. Nothing is swept but when that clock is moved, or by {@link Firn#sweep}.
 *
 * <p>Thread-safe.
 */
public final class LocalFirn implements AutoCloseable {
  /** It is the test that says when there is something to sweep. */
  private static final Duration NEVER = Duration.ofDays(365);

  private final Firn firn;
  private final FirnHttpServer server;
  private final MovableClock clock;
  private final AccessKey key;
  private final AccountId account;
  private final TemporaryFolder folder;

  private LocalFirn(
      Firn firn,
      FirnHttpServer server,
      MovableClock clock,
      AccessKey key,
      AccountId account,
      TemporaryFolder folder) {
    this.firn = firn;
    this.server = server;
    this.clock = clock;
    this.key = key;
    this.account = account;
    this.folder = folder;
  }

  /**
   * Starts one over memory; all else is as {@link Builder} has it by default.
   *
   * @throws UncheckedIOException if there is no free port
   */
  public static LocalFirn start() {
    return builder().start();
  }

  /**
   * Starts one over a storage; all else is as {@link Builder} has it by default.
   *
   * @param storageUrl see {@link Builder#storage}
   * @throws IllegalArgumentException if the URL is malformed, or no adapter on the class path has
   *     its scheme
   * @throws dev.firn.domain.error.StorageException if the storage cannot be opened
   * @throws UncheckedIOException if there is no free port, or no temporary folder
   */
  public static LocalFirn start(String storageUrl) {
    return builder().storage(storageUrl).start();
  }

  /** Returns a builder, for a storage, an account or a region of one's own. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns where the API is, for example {@code http://127.0.0.1:49152}. */
  public URI endpoint() {
    return server.uri();
  }

  /** Returns what names the key that requests have to be signed with; another at each start. */
  public String accessKeyId() {
    return key.id();
  }

  /** Returns the secret of the key that requests have to be signed with. */
  public String secretAccessKey() {
    return key.secret();
  }

  /** Returns the account that the key belongs to, and that {@code -} stands for: 12 digits. */
  public String account() {
    return account.value();
  }

  /** Returns the region that requests have to be signed for. */
  public String region() {
    return firn.vaults().region().value();
  }

  /**
   * Returns the Firn behind the API, to prepare and to look at what the tested program does. It
   * must not be closed.
   */
  public Firn firn() {
    return firn;
  }

  /** Returns the clock that the Firn tells the time by. */
  public MovableClock clock() {
    return clock;
  }

  /**
   * Lets requests under way finish, for half a minute at most, and gives back the port, the storage
   * and its temporary folder. Closing again does nothing.
   */
  @Override
  public void close() {
    try (folder;
        firn) {
      server.close();
    }
  }

  /** Returns where the API is; never the secret. */
  @Override
  public String toString() {
    return "LocalFirn[" + endpoint() + "]";
  }

  /** Builds and starts a {@link LocalFirn}. Not thread-safe. */
  public static final class Builder {
    private String storage = "memory:";
    private Region region = new Region("us-east-1");
    private AccountId account = new AccountId("012345678901");
    private boolean signatures = true;
    private RetrievalTimes retrievalTimes = RetrievalTimes.instant();

    private Builder() {}

    /**
     * Sets the URL of the storage, whose adapter must be on the class path; {@code memory:} if it
     * is not set. Each {@code {folder}} in it stands for a temporary folder, empty at the start and
     * deleted at the end: {@code rocksdb:{folder}}.
     */
    public Builder storage(String url) {
      storage = url;
      return this;
    }

    /**
     * Sets the region; {@code us-east-1} if it is not set.
     *
     * @throws IllegalArgumentException if it does not have the form of a region's name
     */
    public Builder region(String value) {
      region = new Region(value);
      return this;
    }

    /**
     * Sets the account; {@code 012345678901} if it is not set.
     *
     * @throws IllegalArgumentException if it is not 12 digits
     */
    public Builder account(String value) {
      account = new AccountId(value);
      return this;
    }

    /**
     * Sets whether requests must be signed; they must if it is not set. If not, everybody may do
     * everything, as with a client that cannot sign, or has a key of its own.
     */
    public Builder signatures(boolean required) {
      signatures = required;
      return this;
    }

    /**
     * Sets how long all jobs take, by {@link LocalFirn#clock}; no time if it is not set.
     *
     * @throws IllegalArgumentException if it is below zero, or more than a year
     */
    public Builder jobsTake(Duration value) {
      retrievalTimes = new RetrievalTimes(value, value, value, value);
      return this;
    }

    /**
     * Starts it; it answers when this returns.
     *
     * @throws IllegalArgumentException if the storage's URL is malformed, or no adapter on the
     *     class path has its scheme
     * @throws dev.firn.domain.error.StorageException if the storage cannot be opened
     * @throws UncheckedIOException if there is no free port, or no temporary folder
     */
    public LocalFirn start() {
      TemporaryFolder folder = new TemporaryFolder();
      MovableClock clock = new MovableClock();
      try {
        Firn firn =
            Firn.builder()
                .region(region)
                .clock(clock)
                .retrievalTimes(retrievalTimes)
                .open(folder.in(storage));
        clock.whenMoved(firn::sweep);
        return serve(firn, clock, folder);
      } catch (RuntimeException | Error e) {
        folder.close();
        throw e;
      }
    }

    private LocalFirn serve(Firn firn, MovableClock clock, TemporaryFolder folder) {
      AccessKey key = new AccessKeySource().next(Optional.empty());
      FirnHttpServer.Builder server =
          FirnHttpServer.over(firn).port(0).account(account).sweepInterval(NEVER);
      if (signatures) {
        Credentials credentials =
            Credentials.of(List.of(new Credential(key, Principal.root(account), List.of())));
        server.credentials(() -> credentials);
      }
      try {
        return new LocalFirn(firn, server.start(), clock, key, account, folder);
      } catch (IOException e) {
        firn.close();
        throw new UncheckedIOException(e.getMessage(), e);
      }
    }
  }
}
