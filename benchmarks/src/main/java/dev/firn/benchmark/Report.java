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
          Stream.of("uploads", "page", "aborted")
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
    return String.join("\n", againstRaw(), inDepth(), inNumber(), churn());
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
