// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory.broken;

import dev.firn.domain.job.Notice;
import dev.firn.domain.job.NoticeId;
import dev.firn.domain.job.NoticeRepository;
import java.time.Instant;
import java.util.List;

/** The port of a sound storage, for one method of it to be broken. */
abstract class Notices implements NoticeRepository {
  private final NoticeRepository sound;

  Notices(NoticeRepository sound) {
    this.sound = sound;
  }

  @Override
  public List<Notice> due(Instant time, int max) {
    return sound.due(time, max);
  }

  @Override
  public boolean replace(Notice expected, Notice replacement) {
    return sound.replace(expected, replacement);
  }

  @Override
  public boolean remove(NoticeId id) {
    return sound.remove(id);
  }
}
