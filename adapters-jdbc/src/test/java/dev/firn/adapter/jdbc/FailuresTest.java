// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.sql.SQLException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FailuresTest {

  // The pool says that it waited in vain; the driver knows what for.
  @Test
  void the_driver_is_quoted_rather_than_who_wrapped_it() {
    SQLException refused = new SQLException("Connection refused\n  Detail: localhost");
    assertEquals(
        "Connection refused Detail: localhost",
        new Failures("").reason(new SQLException("waited 10 s", new RuntimeException(refused))));
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://localhost/firn?user=firn&password=p%40ss, p%40ss",
    "jdbc:postgresql://localhost/firn?user=firn&password=p%40ss, p@ss",
    "jdbc:postgresql://localhost/firn?sslpassword=pass&user=firn, pass",
    "jdbc:mariadb://firn:pass@localhost/firn, pass",
    "jdbc:h2:/firn;CIPHER=AES;PASSWORD=file pass;USER=firn, file",
    "jdbc:h2:/firn;CIPHER=AES;PASSWORD=file pass;USER=firn, pass",
  })
  void a_secret_is_left_out_however_the_driver_quotes_it(String url, String quoted) {
    SQLException failure = new SQLException("Bad " + quoted + " for user firn", "28000", 7);
    Failures failures = new Failures(url);
    assertEquals("Bad ... for user firn", failures.reason(failure));
    assertNotSame(failure, failures.withoutSecrets(failure));
  }

  @Test
  void a_cause_without_secrets_is_kept_as_it_is() {
    SQLException failure = new SQLException("Bad user firn", "28000", 7);
    assertSame(failure, new Failures("jdbc:h2:/firn;PASSWORD=geheim").withoutSecrets(failure));
  }
}
