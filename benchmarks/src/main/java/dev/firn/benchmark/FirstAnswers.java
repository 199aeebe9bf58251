// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firn.junit.LocalFirn;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a test waits for: from nothing to the first answer to a signed request, and then to the end,
 * in processes that have just begun and in one that has done so before.
 */
public final class FirstAnswers {
  private static final int PROCESSES = 11;
  private static final int WARM_UP_ROUNDS = 10;
  private static final int ROUNDS = 21;

  private FirstAnswers() {}

  /**
   * The times of one start, in milliseconds.
   *
   * @param process from when the process was started; the clock of processes goes by 10 ms
   * @param start until Firn has started
   * @param answer from then, but for what the client takes to sign, to the first answer
   * @param close until Firn is closed
   */
  private record Times(double process, double start, double answer, double close) {
    double sum() {
      return start + answer;
    }

    String text() {
      return process + " " + start + " " + answer + " " + close;
    }

    static Times parse(String text) {
      double[] times =
          Arrays.stream(text.strip().split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
      return new Times(times[0], times[1], times[2], times[3]);
    }
  }

  /**
   * Measures, and prints a table.
   *
   * @param arguments none, or a storage's URL; with {@code once} as a second, prints the times of
   *     one start in this process alone
   */
  public static void main(String[] arguments) throws Exception {
    String storage = arguments.length > 0 ? arguments[0] : "memory:";
    if (arguments.length > 1) {
      System.out.println(once(storage).text());
      return;
    }
    List<Times> cold = new ArrayList<>();
    for (int process = 0; process < PROCESSES; process++) {
      cold.add(inProcess(storage));
    }
    List<Times> warm = new ArrayList<>();
    for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      Times times = once(storage);
      if (round >= 0) {
        warm.add(new Times(0, times.start(), times.answer(), times.close()));
      }
    }
    System.out.println("| process | its own start, ms | start | answer | both | end |");
    System.out.println("| --- | --- | --- | --- | --- | --- |");
    print("new", cold);
    print("warm", warm);
  }

  private static void print(String name, List<Times> all) {
    System.out.println(
        Stream.<ToDoubleFunction<Times>>of(
                Times::process, Times::start, Times::answer, Times::sum, Times::close)
            .map(time -> text(all.stream().mapToDouble(time).sorted().toArray()))
            .collect(Collectors.joining(" | ", "| " + name + " | ", " |")));
  }

  private static String text(double[] sorted) {
    return String.format(
        Locale.ROOT,
        "%.0f (%.0f to %.0f)",
        sorted[sorted.length / 2],
        sorted[0],
        sorted[sorted.length - 1]);
  }

  private static Times once(String storage) throws Exception {
    Instant began = ProcessHandle.current().info().startInstant().orElseThrow();
    double process = millis(Duration.between(began, Instant.now()).toNanos());
    long start = System.nanoTime();
    LocalFirn firn = LocalFirn.start(storage);
    long started = System.nanoTime();
    byte[] head =
        SignedHead.of(firn.endpoint(), "/-/vaults", firn.accessKeyId(), firn.secretAccessKey());
    long asked = System.nanoTime();
    PageReader reader = new PageReader(firn.endpoint(), head);
    reader.skip();
    long answered = System.nanoTime();
    reader.close();
    firn.close();
    long closed = System.nanoTime();
    return new Times(
        process, millis(started - start), millis(answered - asked), millis(closed - answered));
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }

  private static Times inProcess(String storage) throws IOException {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                withoutLogger(),
                FirstAnswers.class.getName(),
                storage,
                "once")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return Times.parse(new String(process.getInputStream().readAllBytes(), UTF_8));
  }

  /** Returns what the extension brings to a test: no logger, which would take its own time. */
  private static String withoutLogger() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(path -> !new File(path).getName().startsWith("logback-"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
