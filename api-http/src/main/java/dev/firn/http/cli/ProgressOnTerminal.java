// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.cli;

import dev.firn.domain.copy.Fault;
import java.io.PrintStream;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Draws a bar, with what is done, the rate and the time left. Without one, if that fails. */
final class ProgressOnTerminal implements Progress {
  private static final String CLEAR_TO_END_OF_LINE = "\u001b[K";
  private static final long MEBIBYTE = 1 << 20;

  private final PrintStream terminal;
  private Optional<ProgressBar> bar;
  private String drawn = "";
  private long total;

  /** Draws an empty bar. */
  ProgressOnTerminal(String verb, PrintStream terminal) {
    this.terminal = terminal;
    try {
      bar = Optional.of(begin(verb));
    } catch (RuntimeException | LinkageError e) {
      bar = Optional.empty();
    }
  }

  private ProgressBar begin(String verb) {
    int width = new ConsoleProgressBarConsumer(terminal).getMaxRenderedLength();
    return new ProgressBarBuilder()
        .setTaskName(verb)
        .setStyle(ProgressBarStyle.ASCII)
        .setUnit(" MiB", MEBIBYTE)
        .showSpeed(new DecimalFormat("0.0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
        .setConsumer(new DelegatingProgressBarConsumer(this::draw, width))
        .build();
  }

  private synchronized void draw(String line) {
    drawn = line;
    terminal.print("\r" + line + CLEAR_TO_END_OF_LINE);
    terminal.flush();
  }

  /** Changes the bar; a copy does not end because it cannot be drawn. */
  private void update(Consumer<ProgressBar> change) {
    try {
      bar.ifPresent(change);
    } catch (RuntimeException | LinkageError e) {
      bar = Optional.empty();
    }
  }

  @Override
  public void expects(long bytes) {
    total += bytes;
    update(each -> each.maxHint(total));
  }

  @Override
  public void did(long bytes) {
    update(each -> each.stepBy(bytes));
  }

  @Override
  public synchronized void found(Fault fault) {
    terminal.print("\r" + CLEAR_TO_END_OF_LINE);
    terminal.println("firn: " + fault);
    terminal.print(drawn);
    terminal.flush();
  }

  @Override
  public void close() {
    update(ProgressBar::close);
    terminal.println();
  }
}
