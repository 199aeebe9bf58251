// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

import dev.firn.domain.access.Principal;
import java.util.Optional;

/**
 * What has become known of a request while it was handled, for who keeps a log: also when it was
 * refused, or failed. For one thread.
 */
public final class RequestRecord {
  private Optional<ApiOperation> operation = Optional.empty();
  private Optional<String> vault = Optional.empty();
  private Optional<Principal> principal = Optional.empty();

  /** Creates the record of a request of which nothing is known. */
  public RequestRecord() {}

  void routed(Router.Route route) {
    operation = Optional.of(route.operation());
    vault = Optional.ofNullable(route.path().get("vaultName")).filter(name -> !name.isEmpty());
  }

  void made(Principal by) {
    principal = Optional.of(by);
  }

  /** Returns the operation that it is for. */
  public Optional<ApiOperation> operation() {
    return operation;
  }

  /** Returns the name of the vault as the path has it, which may or may not be one. */
  public Optional<String> vault() {
    return vault;
  }

  /** Returns who made it; empty while that is not certain. */
  public Optional<Principal> principal() {
    return principal;
  }
}
