// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What clients were told of the uploads that they initiated and aborted. Thread-safe. */
final class ToldUploads {
  private final Set<String> initiated = ConcurrentHashMap.newKeySet();
  private final Set<String> abortTried = ConcurrentHashMap.newKeySet();
  private final Set<String> aborted = ConcurrentHashMap.newKeySet();

  void initiated(String id) {
    initiated.add(id);
  }

  /** Notes that an upload may be gone from now on, though nobody was told so. */
  void tryingToAbort(String id) {
    abortTried.add(id);
  }

  void aborted(String id) {
    aborted.add(id);
  }

  int initiated() {
    return initiated.size();
  }

  int aborted() {
    return aborted.size();
  }

  /**
   * Checks that all that was acknowledged is so, and nothing else is there.
   *
   * @param walked the ids of a whole walk
   * @param mostUnseen how many uploads may be there that nobody was told of
   */
  void check(Collection<String> walked, int mostUnseen) {
    Set<String> listed = new HashSet<>(walked);
    assertEquals(walked.size(), listed.size(), "none is listed twice");
    Set<String> lost = new HashSet<>(initiated);
    lost.removeAll(abortTried);
    lost.removeAll(listed);
    assertEquals(Set.of(), lost, "every acknowledged initiate is listed");
    Set<String> undead = new HashSet<>(aborted);
    undead.retainAll(listed);
    assertEquals(Set.of(), undead, "every acknowledged abort is gone");
    listed.removeAll(initiated);
    assertTrue(listed.size() <= mostUnseen, () -> "what was never acknowledged: " + listed);
  }
}
