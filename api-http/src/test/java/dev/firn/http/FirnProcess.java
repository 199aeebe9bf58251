// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The launcher, run as an operator runs it: a process of its own. */
final class FirnProcess implements AutoCloseable {
  private static final Path LAUNCHER = Path.of("..", "firn").toAbsolutePath().normalize();
  private static final String READY = "Firn listens on ";

  private final Process process;
  private final Path errors;
  private final BufferedReader output;

  private FirnProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.output = process.inputReader(UTF_8);
  }

  /** Starts the launcher in a folder, which also takes what the process leaves in passing. */
  static FirnProcess start(Path folder, String... arguments) throws IOException {
    return startWith("", folder, arguments);
  }

  /** Starts the launcher as {@link #start} does, with more options for Java. */
  static FirnProcess startWith(String javaOptions, Path folder, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
    command.addAll(List.of(arguments));
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    Path errors = Files.createTempFile(folder, "errors", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
    builder
        .environment()
        .put("FIRN_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary + " " + javaOptions);
    builder.environment().put("FIRN_PLUGINS", folder.resolve("plugins").toString());
    return new FirnProcess(builder.start(), errors);
  }

  /**
   * Runs what must end with a status and one line of error, and nothing else, and returns that line
   * without what each begins with.
   */
  static String oneLineOfError(Path folder, int status, String... arguments)
      throws IOException, InterruptedException {
    try (FirnProcess firn = start(folder, arguments)) {
      assertEquals(status, firn.awaitEnd(), firn::toString);
      assertEquals(List.of(), firn.remainingOutput());
      String errors = firn.errors();
      assertTrue(
          errors.startsWith("firn: ") && errors.indexOf('\n') == errors.length() - 1, errors);
      return errors.substring("firn: ".length()).strip();
    }
  }

  /**
   * Waits for the line that says that the server is ready, which must be the first, and returns
   * where it listens.
   */
  URI awaitReady() throws IOException {
    String line = output.readLine();
    if (line == null || !line.startsWith(READY)) {
      throw new IllegalStateException("Not ready, but: " + line + "\n" + errors());
    }
    return URI.create(line.substring(READY.length()));
  }

  /** Waits until the errors are of some kind, for a minute at most. */
  void awaitErrors(Predicate<String> kind) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!kind.test(errors())) {
      boolean ended = process.waitFor(1, TimeUnit.MILLISECONDS);
      if (System.nanoTime() > deadline || (ended && !kind.test(errors()))) {
        throw new IllegalStateException("In vain; " + errors() + (ended ? remainingOutput() : ""));
      }
    }
  }

  /** Returns what is left of standard output, once the process has ended. */
  List<String> remainingOutput() {
    return output.lines().toList();
  }

  String errors() throws IOException {
    return Files.readString(errors);
  }

  /** Tells whether the process ends within so many seconds. */
  boolean endsWithin(int seconds) throws InterruptedException {
    return process.waitFor(seconds, TimeUnit.SECONDS);
  }

  /** Waits for the end, for a minute at most, and returns the status. */
  int awaitEnd() throws InterruptedException {
    if (!endsWithin(60)) {
      throw new IllegalStateException("The process has not ended within a minute");
    }
    return process.exitValue();
  }

  /** Returns the id of the process, which is Java's, as the launcher becomes that. */
  long pid() {
    return process.pid();
  }

  /** Sends SIGTERM; unlike the process's own method, this leaves what it prints to be read. */
  void terminate() {
    process.toHandle().destroy();
  }

  /** Sends SIGKILL and waits for the end. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
