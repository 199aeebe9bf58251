// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import dev.firn.domain.error.StorageException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;

/**
 * Firn's tables, brought to the version that this program knows. The database may hold other
 * people's tables besides.
 */
final class Schema {
  /** The table that tells the version of the others. */
  static final String HISTORY = "firn_schema_history";

  /** The version of the tables that this program knows: that of its last migration. */
  static final String CURRENT = "5";

  private static final Set<MigrationState> FUTURE =
      Set.of(MigrationState.FUTURE_SUCCESS, MigrationState.FUTURE_FAILED);
  private static final Set<MigrationState> DONE =
      Set.of(MigrationState.BASELINE, MigrationState.SUCCESS);

  private Schema() {}

  /**
   * Creates or upgrades the tables, while others who do so wait.
   *
   * @throws StorageException if they are of a newer version than this program's
   */
  static void migrate(DataSource source, Dialect dialect) throws SQLException {
    if (isCurrent(source)) {
      return;
    }
    Flyway flyway = flyway(source, dialect);
    try (Connection connection = source.getConnection()) {
      // Flyway keeps two from upgrading tables at once, but not from creating them.
      dialect.alone(
          connection,
          () -> {
            if (!isUpToDate(flyway)) {
              flyway.migrate();
            }
          });
    }
  }

  /**
   * Tells whether the history ends with the last migration, and all went well. This asks for the
   * table itself alone, and not for the engine's catalog as Flyway does, which leads it astray
   * where tables are spread over several databases.
   */
  static boolean isCurrent(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      String quote = connection.getMetaData().getIdentifierQuoteString();
      try (ResultSet rows = statement.executeQuery("SELECT * FROM " + quote + HISTORY + quote)) {
        return endsWithCurrent(rows);
      } catch (SQLException noSuchTable) {
        return false;
      }
    }
  }

  private static boolean endsWithCurrent(ResultSet rows) throws SQLException {
    MigrationVersion newest = MigrationVersion.EMPTY;
    while (rows.next()) {
      if (!rows.getBoolean("success")) {
        return false;
      }
      MigrationVersion version = MigrationVersion.fromVersion(rows.getString("version"));
      newest = version.isNewerThan(newest) ? version : newest;
    }
    return newest.equals(MigrationVersion.fromVersion(CURRENT));
  }

  static Flyway flyway(DataSource source, Dialect dialect) {
    return Flyway.configure(Schema.class.getClassLoader())
        .loggers("slf4j")
        .dataSource(source)
        .table(HISTORY)
        .locations("classpath:dev/firn/adapter/jdbc/schema")
        .failOnMissingLocations(true)
        .placeholders(
            Map.of(
                "bytewise", dialect.bytewise(),
                "chunk", dialect.chunkType(),
                "document", dialect.documentType()))
        // Other people's tables are no reason to refuse: Firn's history begins before its first.
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load();
  }

  private static boolean isUpToDate(Flyway flyway) {
    List<MigrationInfo> migrations = List.of(flyway.info().all());
    migrations.stream()
        .filter(migration -> FUTURE.contains(migration.getState()))
        .reduce((earlier, last) -> last)
        .ifPresent(
            newest -> {
              throw new StorageException(newer(newest));
            });
    return migrations.stream().map(MigrationInfo::getState).allMatch(DONE::contains);
  }

  private static String newer(MigrationInfo newest) {
    return "Cannot use the tables in this database: they are of version "
        + newest.getVersion()
        + ", made by a newer Firn. Start that one, or a later one";
  }
}
