// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Where notices are sent by HTTP: a URL, and the user and password that may stand in it. */
final class Endpoint {
  private final URI uri;
  private final Optional<String> authorization;

  private Endpoint(URI uri, Optional<String> authorization) {
    this.uri = uri;
    this.authorization = authorization;
  }

  /**
   * Reads a URL.
   *
   * @throws IllegalArgumentException if it is not one of HTTP; the message does not repeat what may
   *     be secret
   */
  static Endpoint of(URI url) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
      throw new IllegalArgumentException(
          "An endpoint must be a URL of http or https with a host, such as"
              + " https://example.com/glacier");
    }
    try {
      URI bare =
          new URI(scheme, null, url.getHost(), url.getPort(), null, null, null)
              .resolve(pathAndQuery(url));
      return new Endpoint(bare, Optional.ofNullable(url.getUserInfo()).map(Endpoint::basic));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("An endpoint's URL cannot be taken apart", e);
    }
  }

  private static String pathAndQuery(URI url) {
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }

  private static String basic(String userInfo) {
    return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(UTF_8));
  }

  /** Returns the URL, without user and password. */
  URI uri() {
    return uri;
  }

  /** Returns what to send of the user and password, if there are any. */
  Optional<String> authorization() {
    return authorization;
  }

  /** Returns where it is, and nothing that may be secret: a query may be. */
  @Override
  public String toString() {
    return uri.getScheme() + "://" + uri.getAuthority() + uri.getPath();
  }
}
