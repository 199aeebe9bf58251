// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import dev.firn.testkit.StorageProviderContract;
import java.util.List;

class JdbcStorageProviderTest extends StorageProviderContract {

  @Override
  protected String url() {
    return "jdbc:h2:mem:provider";
  }

  @Override
  protected List<String> malformedUrls() {
    return List.of(
        "jdbc:",
        "jdbc:/var/lib/firn",
        "jdbc:nosuch://localhost/firn",
        "jdbc:h2:relative",
        "jdbc:h2:mem:",
        "jdbc:h2:mem:;USER=sa",
        "jdbc:h2:mem:firn;IgnoreCase=true",
        "jdbc:h2:mem:firn;MODE=Oracle;USER=sa",
        "jdbc:h2:mem:firn;NOSUCH=1",
        "jdbc:h2:mem:firn;USER=a;USER=b",
        "jdbc:h2:mem:firn;NOVALUE",
        "jdbc:postgresql://localhost:port/firn",
        "jdbc:postgresql://localhost/firn?targetServerType=secondary",
        "jdbc:mariadb:firn",
        "jdbc:mariadb://localhost:port/firn",
        "jdbc:mariadb://localhost/firn?useAffectedRows=true");
  }
}
