// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.benchmark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** How the figures of a run compare. What was not measured is left out. */
final class Report {
  private static final List<String> ADAPTERS = List.of("Memory", "RocksDb", "Jdbc");
  private static final List<String> UPLOADS = List.of("1000", "100000", "1000000");
  private static final List<String> PAGES = List.of("first", "middle", "last");

  private final Map<String, Result<?>> results = new HashMap<>();

  Report(Collection<RunResult> runs) {
    for (RunResult run : runs) {
      var parameters = run.getParams();
      String name = parameters.getBenchmark().replaceFirst(".*\\.(?=\\w+\\.\\w+$)", "");
      String at =
          Stream.of("uploads", "page", "aborted", "way", "mebibytes", "writers", "storage")
              .map(parameters::getParam)
              .flatMap(value -> Optional.ofNullable(value).stream())
              .reduce("", (path, value) -> path + "/" + value);
      results.put(name + at, run.getPrimaryResult());
      run.getSecondaryResults()
          .forEach((label, each) -> results.put(name + "." + label + at, each));
    }
  }

  /** Returns the tables. */
  String markdown() {
    return String.join(
        "\n", againstRaw(), inDepth(), inNumber(), churn(), partDurability(), httpParts());
  }

  private String againstRaw() {
    Table table =
        new Table(
            "adapter",
            "uploads",
            "page",
            "Firn, us",
            "raw, us",
            "Firn / raw",
            "raw into reused arrays, us",
            "Firn / that");
    for (String adapter : ADAPTERS) {
      for (String uploads : UPLOADS) {
        for (String page : PAGES) {
          String firn = firn(adapter, uploads, page);
          String raw = adapter + "Pages.raw/" + uploads + "/" + page;
          String reusing = adapter + "Pages.rawReusing/" + uploads + "/" + page;
          if (results.containsKey(firn)) {
            table.row(
                adapter,
                uploads,
                page,
                time(firn),
                time(raw),
                ratio(firn, raw),
                time(reusing),
                ratio(firn, reusing));
          }
        }
      }
    }
    return table.toString();
  }

  private String inDepth() {
    Table table = new Table("adapter", "uploads", "middle / first", "last / first");
    for (String adapter : ADAPTERS) {
      for (String uploads : UPLOADS) {
        String first = firn(adapter, uploads, "first");
        if (results.containsKey(first)) {
          table.row(
              adapter,
              uploads,
              ratio(firn(adapter, uploads, "middle"), first),
              ratio(firn(adapter, uploads, "last"), first));
        }
      }
    }
    return table.toString();
  }

  private String inNumber() {
    Table table = new Table("adapter", "page", "100,000 / 1,000", "1,000,000 / 1,000");
    for (String adapter : ADAPTERS) {
      for (String page : PAGES) {
        String few = firn(adapter, "1000", page);
        if (results.containsKey(few)) {
          table.row(
              adapter,
              page,
              ratio(firn(adapter, "100000", page), few),
              ratio(firn(adapter, "1000000", page), few));
        }
      }
    }
    return table.toString();
  }

  private String churn() {
    Table table =
        new Table("aborted before", "first page, us", "while others write, us", "a write pair, us");
    for (String aborted : List.of("0", "99000")) {
      String alone = "RocksDbChurn.alone/" + aborted;
      String page = "RocksDbChurn.busy.page/" + aborted;
      String turnOver = "RocksDbChurn.busy.turnOver/" + aborted;
      if (results.containsKey(alone) || results.containsKey(page)) {
        table.row(aborted, time(alone), time(page), time(turnOver));
      }
    }
    return table.toString();
  }

  private String partDurability() {
    Table table = new Table("way", "part, MiB", "writers", "MiB/s", "against WAL");
    for (String mebibytes : List.of("1", "16", "256")) {
      for (String writers : List.of("1", "8")) {
        for (RocksDbPartDurability.Way way : RocksDbPartDurability.Way.values()) {
          OptionalDouble speed = speed(way, mebibytes, writers);
          OptionalDouble base = speed(RocksDbPartDurability.Way.WAL, mebibytes, writers);
          if (speed.isPresent()) {
            table.row(
                way.name(),
                mebibytes,
                writers,
                String.format(Locale.ROOT, "%.0f", speed.getAsDouble()),
                base.isPresent()
                    ? String.format(Locale.ROOT, "%.2f", speed.getAsDouble() / base.getAsDouble())
                    : "");
          }
        }
      }
    }
    return table.toString();
  }

  private OptionalDouble speed(RocksDbPartDurability.Way way, String mebibytes, String writers) {
    OptionalDouble seconds =
        median("RocksDbPartDurability.write/" + String.join("/", way.name(), mebibytes, writers));
    int each = RocksDbPartDurability.mebibytesOfEach(Integer.parseInt(mebibytes));
    return seconds.isPresent()
        ? OptionalDouble.of(each * Integer.parseInt(writers) / seconds.getAsDouble())
        : seconds;
  }

  private String httpParts() {
    Table table = new Table("storage", "clients", "MiB/s", "against the two hashes");
    for (String storage : List.of("memory", "rocksdb")) {
      for (Map.Entry<String, String> clients :
          List.of(Map.entry("1", "oneClient"), Map.entry("4", "fourClients"))) {
        String name = "HttpParts." + clients.getValue() + "/" + storage;
        if (results.containsKey(name)) {
          table.row(storage, clients.getKey(), speed(name), scoreRatio(name, "HttpParts.hashes"));
        }
      }
    }
    return results.containsKey("HttpParts.hashes")
        ? "Both hashes on one thread: " + speed("HttpParts.hashes") + " MiB/s.\n\n" + table
        : table.toString();
  }

  private String speed(String name) {
    return String.format(Locale.ROOT, "%.0f", score(name) * HttpParts.MEBIBYTES);
  }

  private String scoreRatio(String name, String base) {
    return results.containsKey(base)
        ? String.format(Locale.ROOT, "%.2f", score(name) / score(base))
        : "";
  }

  private double score(String name) {
    return Stream.of(name)
        .map(results::get)
        .flatMap(result -> Optional.ofNullable(result).stream())
        .mapToDouble(Result::getScore)
        .findFirst()
        .orElseThrow();
  }

  private static String firn(String adapter, String uploads, String page) {
    return adapter + "Pages.firn/" + uploads + "/" + page;
  }

  private String time(String name) {
    OptionalDouble median = median(name);
    return median.isPresent() ? String.format(Locale.ROOT, "%.1f", median.getAsDouble()) : "";
  }

  private String ratio(String name, String base) {
    OptionalDouble over = median(name);
    OptionalDouble under = median(base);
    return over.isPresent() && under.isPresent()
        ? String.format(Locale.ROOT, "%.2f", over.getAsDouble() / under.getAsDouble())
        : "";
  }

  /** Of all calls that were timed, as a mean would tell of the machine's other work. */
  private OptionalDouble median(String name) {
    return Stream.of(name)
        .map(results::get)
        .flatMap(result -> Optional.ofNullable(result).stream())
        .mapToDouble(result -> result.getStatistics().getPercentile(50))
        .findFirst();
  }

  /** A table in Markdown. */
  private static final class Table {
    private final List<String> lines = new ArrayList<>();

    Table(String... heads) {
      row(heads);
      lines.add("| --- ".repeat(heads.length) + "|");
    }

    void row(String... cells) {
      lines.add("| " + String.join(" | ", cells) + " |");
    }

    @Override
    public String toString() {
      return lines.size() > 2 ? String.join("\n", lines) + "\n" : "";
    }
  }
}
