// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Firn's tables in H2, made once for all tests, as making them takes longer than most tests. */
final class H2Tables {
  private static final String FILE = ".mv.db";

  /** What makes the tables. */
  private final List<String> script;

  /** A database in a file that has them. */
  private final byte[] file;

  private static final class Made {
    private static final H2Tables TABLES = new H2Tables();
  }

  private H2Tables() {
    try {
      Path folder = Files.createTempDirectory("firn-tables");
      Path database = folder.resolve("firn");
      String url = "jdbc:h2:" + database + ";TRACE_LEVEL_FILE=0";
      JdbcStorage.open(url).close();
      script = script(url);
      Path made = Path.of(database + FILE);
      file = Files.readAllBytes(made);
      Files.delete(made);
      Files.delete(folder);
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("There are no tables to copy", e);
    }
  }

  private static List<String> script(String url) throws SQLException {
    List<String> statements = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet lines = statement.executeQuery("SCRIPT NOSETTINGS")) {
      while (lines.next()) {
        statements.add(lines.getString(1));
      }
    }
    return statements;
  }

  /** Makes the tables in a database in memory, unless there are some. */
  static void make(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet tables =
          connection.getMetaData().getTables(null, "PUBLIC", "%", new String[] {"BASE TABLE"})) {
        if (tables.next()) {
          return;
        }
      }
      for (String each : Made.TABLES.script) {
        statement.execute(each);
      }
    }
  }

  /** Makes a database in a file, unless it is there. */
  static void make(Path database) throws IOException {
    Path made = Path.of(database + FILE);
    if (!Files.exists(made)) {
      Files.write(made, Made.TABLES.file);
    }
  }
}
