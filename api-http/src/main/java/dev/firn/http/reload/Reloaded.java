// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.reload;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A value that is read from files, and read again when they change: on a thread of its own, so that
 * asking for it never waits. Files that are written in place, replaced, or reached over a link that
 * is turned are all noticed, once they have been left alone for one interval. What cannot be read
 * is logged once, and the value before it stays in force. Thread-safe.
 *
 * @param <T> the type of the value, which tells by {@code equals} whether anything has changed
 */
public final class Reloaded<T> implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Reloaded.class.getName());

  private final String what;
  private final List<Path> files;
  private final Loading<T> loading;
  private final Consumer<T> onChange;
  private final ScheduledExecutorService thread;
  private volatile T current;

  private List<FileStamp> seen;
  private List<FileStamp> read;
  private boolean isSettled;
  private String complaint = "";

  /** Reads a value from its files. */
  @FunctionalInterface
  public interface Loading<T> {
    /**
     * Returns the value as it stands in the files now.
     *
     * @throws IOException if it cannot be read; the message says why, in one line without secrets
     */
    T load() throws IOException;
  }

  private Reloaded(String what, List<Path> files, Loading<T> loading, Consumer<T> onChange)
      throws IOException {
    this.what = what;
    this.files = List.copyOf(files);
    this.loading = loading;
    this.onChange = onChange;
    this.seen = stamps();
    this.read = seen;
    this.isSettled = isSettled(seen);
    this.current = loading.load();
    onChange.accept(current);
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread watcher = new Thread(task, "watch " + what);
              watcher.setDaemon(true);
              return watcher;
            });
  }

  /**
   * Reads the value, and watches its files from then on.
   *
   * @param what the value's name for the log, such as {@code credentials}
   * @param interval how long to wait after each look at the files before the next
   * @param onChange is given each value, the first too, before {@link #current} returns it; should
   *     it fail, the one before stays in force
   * @throws IOException if the value cannot be read to begin with
   */
  public static <T> Reloaded<T> start(
      String what, List<Path> files, Duration interval, Loading<T> loading, Consumer<T> onChange)
      throws IOException {
    Reloaded<T> reloaded = new Reloaded<>(what, files, loading, onChange);
    long nanos = interval.toNanos();
    var unused =
        reloaded.thread.scheduleWithFixedDelay(reloaded::look, nanos, nanos, TimeUnit.NANOSECONDS);
    return reloaded;
  }

  /** Returns the value that is in force, at once. */
  public T current() {
    return current;
  }

  private List<FileStamp> stamps() {
    return files.stream().map(FileStamp::of).toList();
  }

  private static boolean isSettled(List<FileStamp> stamps) {
    Instant now = Instant.now();
    return stamps.stream().allMatch(stamp -> stamp.isSettledAt(now));
  }

  private void look() {
    List<FileStamp> now = stamps();
    boolean isLeftAlone = now.equals(seen);
    seen = now;
    if (isLeftAlone && !(isSettled && now.equals(read))) {
      readAgain(now);
    }
  }

  /** Whatever goes wrong must not end the thread: the next version may be well again. */
  private void readAgain(List<FileStamp> now) {
    boolean settled = isSettled(now);
    try {
      T value = loading.load();
      if (!stamps().equals(now)) {
        return;
      }
      if (!value.equals(current)) {
        onChange.accept(value);
        current = value;
        LOG.log(Level.INFO, () -> "Read the " + what + " again from " + files);
      }
      read = now;
      isSettled = settled;
      complaint = "";
    } catch (IOException e) {
      complain(now, String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      // Its message is not known to be free of secrets.
      complain(now, e.getClass().getName());
    }
  }

  private void complain(List<FileStamp> now, String reason) {
    if (stamps().equals(now) && !reason.equals(complaint)) {
      complaint = reason;
      LOG.log(
          Level.WARNING,
          () ->
              "The "
                  + what
                  + " read before stay in force, as there is a fault in the new: "
                  + reason);
    }
  }

  /** Ends the watching; the value stays as it is. Closing again does nothing. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
