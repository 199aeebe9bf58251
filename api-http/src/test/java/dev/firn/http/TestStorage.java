// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import dev.firn.databases.DatabaseServer;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A storage to tell a story on. */
public enum TestStorage {
  MEMORY,
  ROCKSDB,
  H2,
  POSTGRESQL,
  MARIADB;

  /**
   * Returns every storage that there is here: MariaDB is in one profile only, and where tests run
   * over and over, in the profile mutation, they do so in memory.
   */
  public static Stream<TestStorage> all() {
    return Stream.of(values())
        .filter(each -> each == MEMORY || !Boolean.getBoolean("firn.tests.memory"))
        .filter(each -> each != MARIADB || DatabaseServer.hasMariaDb());
  }

  /** Returns every storage that remembers what it was told when its process is gone. */
  static Stream<TestStorage> durable() {
    return all().filter(each -> each != MEMORY);
  }

  /** Returns the URL of a storage that is new and empty; one in files is in the folder. */
  public String newUrl(Path folder) {
    return switch (this) {
      case MEMORY -> "memory:";
      case ROCKSDB -> "rocksdb:" + folder.resolve("rocksdb");
      case H2 -> "jdbc:h2:" + folder.resolve("h2");
      case POSTGRESQL -> DatabaseServer.postgreSql().newDatabase();
      case MARIADB -> DatabaseServer.mariaDb().newDatabase();
    };
  }
}
