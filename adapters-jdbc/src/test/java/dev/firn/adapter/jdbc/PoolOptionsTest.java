// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PoolOptionsTest {

  @ParameterizedTest
  @CsvSource({
    "jdbc:h2:mem:a, jdbc:h2:mem:a",
    "jdbc:h2:mem:a;firn.poolSize=7, jdbc:h2:mem:a",
    "jdbc:h2:mem:a;firn.poolSize=7;MODE=Oracle, jdbc:h2:mem:a;MODE=Oracle",
    "jdbc:h2:mem:a;MODE=Oracle;firn.poolSize=7, jdbc:h2:mem:a;MODE=Oracle",
    "jdbc:postgresql://h/d?firn.poolSize=7, jdbc:postgresql://h/d",
    "jdbc:postgresql://h/d?firn.poolSize=7&user=u&ssl=true, jdbc:postgresql://h/d?user=u&ssl=true",
    "jdbc:postgresql://h/d?user=u&firn.poolSize=7&ssl=true, jdbc:postgresql://h/d?user=u&ssl=true",
    "jdbc:postgresql://h/d?firn.poolWaitSeconds=5&firn.poolSize=7, jdbc:postgresql://h/d",
  })
  void the_driver_is_given_what_is_not_ours(String url, String expected) {
    assertEquals(expected, PoolOptions.of(url).url());
    assertEquals(url.contains("poolSize") ? 7 : 10, PoolOptions.of(url).size());
    assertEquals(
        Duration.ofSeconds(url.contains("Wait") ? 5 : 10), PoolOptions.of(url).longestWait());
  }

  @ParameterizedTest
  @CsvSource({"firn.poolSize=many", "firn.poolSize=2", "firn.poolSise=7", "firn.poolSize"})
  void what_is_wrong_is_refused_without_a_secret(String option) {
    String url = "jdbc:postgresql://h/d?password=hunter2&" + option;
    String message =
        assertThrows(IllegalArgumentException.class, () -> JdbcStorage.open(url)).toString();
    assertTrue(message.contains("firn.poolSize"), message);
    assertFalse(message.contains("hunter2"), message);
  }

  @Test
  void the_pool_is_as_large_as_it_is_told_and_waits_as_long() throws Exception {
    String url = "jdbc:h2:mem:pool-of-seven;firn.poolSize=7;firn.poolWaitSeconds=1";
    Pool pool = Pool.connect(PoolOptions.of(url), "Cannot open it", new Failures(url));
    List<Connection> borrowed = new ArrayList<>();
    try {
      for (int i = 0; i < 7; i++) {
        borrowed.add(pool.borrow());
      }
      String refused = assertThrows(SQLException.class, pool::borrow).toString();
      assertTrue(refused.matches(".*timed out after 1\\d{3}ms.*"), refused);
    } finally {
      for (Connection connection : borrowed) {
        connection.close();
      }
      pool.close();
    }
  }
}
