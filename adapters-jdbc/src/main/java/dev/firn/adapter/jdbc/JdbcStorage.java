// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import dev.firn.domain.archive.ArchiveRepository;
import dev.firn.domain.content.ContentRepository;
import dev.firn.domain.error.StorageException;
import dev.firn.domain.job.JobRepository;
import dev.firn.domain.job.NoticeRepository;
import dev.firn.domain.settings.SettingsRepository;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.storage.StorageUrl;
import dev.firn.domain.upload.UploadRepository;
import dev.firn.domain.vault.VaultRepository;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;

/**
 * A storage in a relational database, which other nodes may share. Opening it creates or upgrades
 * Firn's tables there.
 */
public final class JdbcStorage implements Storage {
  private final Database database;
  private final VaultRepository vaults;
  private final UploadRepository uploads;
  private final ArchiveRepository archives;
  private final ContentRepository contents;
  private final SettingsRepository settings;
  private final JobRepository jobs;
  private final NoticeRepository notices;
  private final Runnable release;

  private JdbcStorage(Database database, Dialect dialect, Runnable release) {
    this.database = database;
    this.vaults = new JdbcVaultRepository(database, dialect);
    this.uploads = new JdbcUploadRepository(database, dialect);
    this.archives = new JdbcArchiveRepository(database);
    this.contents = new JdbcContentRepository(database, dialect);
    this.settings = new JdbcSettingsRepository(database, dialect);
    this.jobs = new JdbcJobRepository(database);
    this.notices = new JdbcNoticeRepository(database);
    this.release = release;
  }

  /**
   * Opens a storage in the database of a JDBC URL, with a connection pool of its own.
   *
   * <p>A thread that is interrupted while it writes makes H2 close a database in a file, for all
   * threads; calls fail then until all that were under way have ended, and the next one opens it
   * again. {@code jdbc:h2:async:PATH} does not have this trait.
   *
   * @param url the whole URL, {@code jdbc:} included. Besides the driver's options it may have
   *     {@code firn.poolSize}, the most connections (10 by default), and {@code
   *     firn.poolWaitSeconds}, how long a call waits for one that is free (10 by default)
   * @throws IllegalArgumentException if the URL is malformed or has options that Firn cannot live
   *     with, or no driver on the class path takes it
   * @throws StorageException if the database cannot be reached or is in use, if Firn does not know
   *     its engine, if it has to be set up in another way, or if its tables were made by a newer
   *     Firn
   */
  public static JdbcStorage open(String url) {
    Failures failures = new Failures(url);
    String attempt = "Cannot open " + StorageUrl.parse(url);
    PoolOptions options = PoolOptions.of(url);
    Pool pool = Pool.connect(options, attempt, failures);
    try {
      return over(pool, pool.source(), options.url(), attempt, failures, pool::close);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /**
   * Opens a storage in a database that the caller has access to already. Closing the storage does
   * not close the source. A database that ends with the last connection to it, as H2 in memory
   * does, is for the caller to keep open. On H2 {@code SET WRITE_DELAY 0} and {@code SET
   * OPTIMIZE_REUSE_RESULTS 0} are executed, which needs the rights of an administrator and holds
   * for the whole database: without them a kill loses what was acknowledged, and a query may miss
   * it.
   *
   * @param source hands out connections that commit each statement by themselves, and in the
   *     isolation READ COMMITTED, which MariaDB has to be told; three at a time are needed to
   *     create the tables
   * @throws IllegalArgumentException if the connections do not commit by themselves, are of another
   *     isolation, or have options that Firn cannot live with
   * @throws StorageException if the database cannot be reached or is in use, if Firn does not know
   *     its engine, if it has to be set up in another way, or if its tables were made by a newer
   *     Firn
   */
  public static JdbcStorage over(DataSource source) {
    return over(
        Connections.of(source),
        source,
        "",
        "Cannot open the data source's database",
        new Failures(""),
        () -> {});
  }

  private static JdbcStorage over(
      Connections connections,
      DataSource source,
      String url,
      String attempt,
      Failures failures,
      Runnable release) {
    try {
      Dialect dialect = prepare(source, url);
      Schema.migrate(source, dialect);
      return new JdbcStorage(new Database(connections, dialect, failures), dialect, release);
    } catch (SQLException | FlywayException e) {
      throw failures.storageException(attempt, e);
    }
  }

  private static Dialect prepare(DataSource source, String url) throws SQLException {
    try (Connection connection = source.getConnection()) {
      if (!connection.getAutoCommit()) {
        throw new IllegalArgumentException(
            "The data source's connections do not commit each statement by themselves: set its"
                + " auto-commit to true");
      }
      if (connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED) {
        throw new IllegalArgumentException(
            "The data source's connections are not in READ COMMITTED: set its transaction isolation"
                + " to that");
      }
      Dialect dialect = Dialects.of(connection);
      dialect.checkUrl(String.valueOf(connection.getMetaData().getURL()));
      dialect.prepare(connection, url);
      return dialect;
    }
  }

  @Override
  public VaultRepository vaults() {
    return vaults;
  }

  @Override
  public UploadRepository uploads() {
    return uploads;
  }

  @Override
  public ArchiveRepository archives() {
    return archives;
  }

  @Override
  public ContentRepository contents() {
    return contents;
  }

  @Override
  public SettingsRepository settings() {
    return settings;
  }

  @Override
  public JobRepository jobs() {
    return jobs;
  }

  @Override
  public NoticeRepository notices() {
    return notices;
  }

  @Override
  public void close() {
    if (database.close()) {
      release.run();
    }
  }
}
