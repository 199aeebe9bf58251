// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/** What tests of the wire begin with: a server of their own, in memory, with one empty vault. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
abstract class VaultWireTest {
  TestServer server;
  VaultClient vault;

  @BeforeEach
  final void start() throws Exception {
    server = new TestServer("memory:");
    vault = VaultClient.create(server);
  }

  @AfterEach
  final void stop() {
    server.close();
  }
}
