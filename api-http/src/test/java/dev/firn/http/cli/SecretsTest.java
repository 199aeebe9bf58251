// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever mistypes an option is not to find the password of a database in a log. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SecretsTest {

  @ParameterizedTest
  @CsvSource({
    "--form=jdbc:postgresql://db/firn?user=u&password=p, --form=jdbc:postgresql://db/firn...",
    "jdbc:postgresql://u:p@db/firn, jdbc:postgresql:...@db/firn",
    "jdbc:h2:/var/db;PASSWORD=p, jdbc:h2:/var/db...",
    "--topics=arn:aws:sns:x=https://u:p@host, --topics=arn:aws:sns:x=...",
    "arn:aws:sns:x=https://u:p@host, arn:aws:sns:x=...",
    "rocksdb:firn-data, rocksdb:firn-data",
    "--verfy, --verfy",
    "-x, -x",
    "--port=, --port="
  })
  void a_message_shows_no_secret_of_an_argument(String argument, String shown) {
    assertEquals(
        "Unknown option: '" + shown + "'",
        Secrets.hide("Unknown option: '" + argument + "'", "copy", argument, ""));
  }
}
