// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.copy;

import java.util.Objects;

/**
 * Something that could not be copied, or that is not the same in two storages.
 *
 * @param kind what kind of fault it is
 * @param text what is wrong with what, on one line
 */
public record Fault(Kind kind, String text) {

  /** Refuses null. */
  public Fault {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(text, "text");
  }

  /** What is wrong. */
  public enum Kind {
    /** Bytes are missing, cannot be read, or have another tree hash than they had. */
    DAMAGED,
    /** The target has something else under an id, or a name, of the source's. */
    CONFLICT,
    /** It came, went or changed in the source in the meantime: the source is in use. */
    CHANGED,
    /** One of two storages does not have what the other has. */
    DIFFERENT
  }

  @Override
  public String toString() {
    return text;
  }
}
