// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

/** What a statement does to the requests that it matches. */
public enum Effect {
  /** Allows them, unless another statement denies them. */
  ALLOW,
  /** Denies them, whatever else allows them. */
  DENY
}
