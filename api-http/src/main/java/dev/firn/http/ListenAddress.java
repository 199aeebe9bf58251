// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * An address to listen on.
 *
 * @param host a name, or a number; that of IPv6 without brackets
 * @param resolved what the host stands for on this machine
 */
public record ListenAddress(String host, InetAddress resolved) {

  /**
   * Resolves a host; the number of IPv6 may stand in brackets.
   *
   * @throws IOException if there is no such host
   */
  public static ListenAddress of(String host) throws IOException {
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    try {
      if (bare.isBlank()) {
        throw new UnknownHostException("blank");
      }
      return new ListenAddress(bare, InetAddress.getByName(bare));
    } catch (UnknownHostException e) {
      throw new IOException("Cannot listen on \"" + host + "\": there is no such host", e);
    }
  }

  /** Tells whether this machine alone reaches the address. */
  public boolean isLoopback() {
    return resolved.isLoopbackAddress();
  }

  /** Returns the URI of a server that listens here on a port. */
  URI uri(String scheme, int port) {
    return URI.create(scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
  }
}
