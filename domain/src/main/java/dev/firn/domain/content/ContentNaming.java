// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.content;

/** What became of an attempt to have a part or an archive name an incoming content. */
public enum ContentNaming {
  /** The content is named. */
  NAMED,
  /** What was to name it, or to hold what names it, is not there; nothing was changed. */
  NO_OWNER,
  /** The content is not incoming, or no longer; nothing was changed. */
  NO_CONTENT
}
