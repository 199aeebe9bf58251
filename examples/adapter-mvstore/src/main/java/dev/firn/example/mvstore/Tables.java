// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.example.mvstore;

import dev.firn.domain.vault.VaultKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.DataType;
import org.h2.mvstore.type.StringDataType;

/**
 * The maps of the file, ordered by their keys: see {@link Keys} and {@link Values}. To be read and
 * changed in a step of the {@link Engine} only.
 *
 * @param vaults vaults with their inventories
 * @param uploads uploads in progress
 * @param idle the keys of uploads, by their last activity
 * @param parts parts of uploads and of archives
 * @param archives archives
 * @param completions what uploads were completed as
 * @param completed the keys of completions, by their dates
 * @param incoming contents that are being written
 * @param abandoned contents that are to be removed
 * @param jobs jobs
 * @param jobsByStatus the same again, by their statuses
 * @param jobsDue the keys of jobs in progress, by when they are due
 * @param jobsExpiring the keys of jobs that are over, by when they are to be forgotten
 * @param holds what jobs hold, by the archives: whose parts it is
 * @param notices notices
 * @param noticesDue the ids of notices, by when they are due
 * @param vaultSettings what is set for vaults
 * @param accountSettings what is set for accounts
 * @param chunks the bytes of all contents
 */
record Tables(
    MVMap<String, String> vaults,
    MVMap<String, String> uploads,
    MVMap<String, String> idle,
    MVMap<String, String> parts,
    MVMap<String, String> archives,
    MVMap<String, String> completions,
    MVMap<String, String> completed,
    MVMap<String, String> incoming,
    MVMap<String, String> abandoned,
    MVMap<String, byte[]> jobs,
    MVMap<String, byte[]> jobsByStatus,
    MVMap<String, String> jobsDue,
    MVMap<String, String> jobsExpiring,
    MVMap<String, String> holds,
    MVMap<String, byte[]> notices,
    MVMap<String, String> noticesDue,
    MVMap<String, byte[]> vaultSettings,
    MVMap<String, byte[]> accountSettings,
    MVMap<String, byte[]> chunks) {

  static Tables of(Engine engine) {
    return engine.change(
        "open maps",
        () ->
            new Tables(
                texts(engine, "vaults"),
                texts(engine, "uploads"),
                texts(engine, "idle"),
                texts(engine, "parts"),
                texts(engine, "archives"),
                texts(engine, "completions"),
                texts(engine, "completed"),
                texts(engine, "incoming"),
                texts(engine, "abandoned"),
                bytes(engine, "jobs"),
                bytes(engine, "jobs-by-status"),
                texts(engine, "jobs-due"),
                texts(engine, "jobs-expiring"),
                texts(engine, "holds"),
                bytes(engine, "notices"),
                texts(engine, "notices-due"),
                bytes(engine, "vault-settings"),
                bytes(engine, "account-settings"),
                bytes(engine, "chunks")));
  }

  private static MVMap<String, byte[]> bytes(Engine engine, String name) {
    return map(engine, name, ByteArrayDataType.INSTANCE);
  }

  private static MVMap<String, String> texts(Engine engine, String name) {
    return map(engine, name, StringDataType.INSTANCE);
  }

  private static <V> MVMap<String, V> map(Engine engine, String name, DataType<V> values) {
    return engine
        .store()
        .openMap(
            name,
            new MVMap.Builder<String, V>().keyType(StringDataType.INSTANCE).valueType(values));
  }

  /**
   * Returns what is read of rows in the order of their keys: one seek, and as many rows as asked
   * for.
   *
   * @param from the least key, which need not be there
   * @param end behind the last key
   */
  static <V, T> List<T> scan(
      MVMap<String, V> map, String from, String end, int max, BiFunction<String, V, T> row) {
    List<T> rows = new ArrayList<>();
    Cursor<String, V> cursor = map.cursor(from);
    while (rows.size() < max && cursor.hasNext()) {
      String key = cursor.next();
      if (key.compareTo(end) >= 0) {
        break;
      }
      rows.add(row.apply(key, cursor.getValue()));
    }
    return Collections.unmodifiableList(rows);
  }

  /** Does so for rows of one vault, from that of an id on, which need not be there. */
  static <V, T> List<T> scan(
      MVMap<String, V> map,
      VaultKey vault,
      Optional<String> startAt,
      int max,
      BiFunction<String, V, T> row) {
    return scan(map, Keys.in(vault, startAt.orElse(Keys.FIRST)), Keys.endOf(vault), max, row);
  }

  /** Tells whether there are rows from a key, and before another. */
  static boolean hasRows(MVMap<String, ?> map, String from, String end) {
    String first = map.ceilingKey(from);
    return first != null && first.compareTo(end) < 0;
  }

  /** Removes a completion, by the key of {@link #completed} that notes it. In a step. */
  void forget(String noted) {
    completed.remove(noted);
    completions.remove(Keys.noted(noted));
  }
}
