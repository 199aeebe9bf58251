// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What an older Firn stored, brought to what this one expects. Can be done again. */
final class Upgrade {
  private static final int ROWS_AT_ONCE = 10_000;

  private Upgrade() {}

  /** Notes an activity for each upload: they had none when they could have no parts. */
  static void fromBeforeParts(Database database) {
    List<Map.Entry<byte[], Instant>> uploads;
    byte[] from = Keys.FIRST;
    do {
      uploads =
          database.scan(
              Family.UPLOADS,
              from,
              Keys.BEYOND,
              ROWS_AT_ONCE,
              (key, value) -> Map.entry(copy(key), UploadCodec.creationDate(key, value)));
      if (!uploads.isEmpty()) {
        addActivities(database, uploads);
        byte[] last = uploads.get(uploads.size() - 1).getKey();
        from = Arrays.copyOf(last, last.length + 1);
      }
    } while (!uploads.isEmpty());
  }

  private static byte[] copy(ByteBuffer key) {
    byte[] copy = new byte[key.limit()];
    key.get(0, copy);
    return copy;
  }

  private static void addActivities(Database database, List<Map.Entry<byte[], Instant>> uploads) {
    database.change(
        "bring uploads up to date",
        changes -> {
          for (Map.Entry<byte[], Instant> upload : uploads) {
            Activity activity = new Activity(0, upload.getValue());
            changes
                .put(Family.ACTIVITIES, upload.getKey(), activity.encode())
                .put(
                    Family.DUE,
                    Keys.due(Due.ACTIVE, activity.active(), upload.getKey()),
                    new byte[0]);
          }
        });
  }
}
