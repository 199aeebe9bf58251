// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import dev.firn.domain.error.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/**
 * Firn's tables, brought to the version that this program knows. The database may hold other
 * people's tables besides.
 */
final class Schema {
  /** The table that tells the version of the others. */
  static final String HISTORY = "firn_schema_history";

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
    Flyway flyway = flyway(source, dialect);
    if (isUpToDate(flyway)) {
      return;
    }
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

  private static Flyway flyway(DataSource source, Dialect dialect) {
    return Flyway.configure(Schema.class.getClassLoader())
        .loggers("slf4j")
        .dataSource(source)
        .table(HISTORY)
        .locations("classpath:dev/firn/adapter/jdbc/schema")
        .failOnMissingLocations(true)
        .placeholders(Map.of("bytewise", dialect.bytewise(), "chunk", dialect.chunkType()))
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
