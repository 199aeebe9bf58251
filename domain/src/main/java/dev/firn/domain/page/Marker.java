// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.page;

import java.util.Objects;

/**
 * The item at which a page begins, as text for a caller to hand back. Opaque to the caller; the
 * listing that gave it out can read it. It is a position, not a reference: it stays good when its
 * item has gone, and the page then begins at the next one.
 *
 * @param text the marker as it goes over the wire
 */
public record Marker(String text) {

  /** Refuses null. */
  public Marker {
    Objects.requireNonNull(text, "text");
  }

  @Override
  public String toString() {
    return text;
  }
}
