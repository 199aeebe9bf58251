// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import dev.firn.databases.DatabaseServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Three PostgreSQL servers with Firn's tables, and what is in the documentation over them. */
final class Shards {
  private static final Path CONFIGURATION = Path.of("..", "docs", "shards.yaml");
  private static final List<String> HOSTS = List.of("one", "two", "three");

  private final List<DatabaseServer> servers;
  private final List<String> urls;
  private final String url;

  private Shards(List<DatabaseServer> servers, Path folder) throws IOException {
    this.servers = servers;
    this.urls = servers.stream().map(DatabaseServer::newDatabase).toList();
    // There is no making them through the driver.
    urls.forEach(each -> JdbcStorage.open(each).close());
    Path file = folder.resolve("shards.yaml");
    Files.writeString(file, configuration());
    url = "jdbc:shardingsphere:absolutepath:" + file;
  }

  /** Starts the servers, which end with this process. */
  static Shards start(Path folder) throws IOException {
    return new Shards(
        Stream.generate(DatabaseServer::anotherPostgreSql).limit(HOSTS.size()).toList(), folder);
  }

  private String configuration() throws IOException {
    String yaml = Files.readString(CONFIGURATION);
    for (int shard = 0; shard < HOSTS.size(); shard++) {
      String documented =
          "jdbc:postgresql://" + HOSTS.get(shard) + ".example/firn?user=firn&password=change-me";
      if (!yaml.contains(documented)) {
        throw new IOException("There is no " + documented + " in " + CONFIGURATION);
      }
      yaml = yaml.replace(documented, urls.get(shard));
    }
    return yaml;
  }

  /** Returns the URL of all of them as one database. */
  String url() {
    return url;
  }

  /** Returns the URL of each one. */
  List<String> urls() {
    return urls;
  }

  List<DatabaseServer> servers() {
    return servers;
  }

  void empty() {
    for (int shard = 0; shard < urls.size(); shard++) {
      servers.get(shard).empty(urls.get(shard), Schema.HISTORY);
    }
  }
}
