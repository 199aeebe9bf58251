// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.cli;

import dev.firn.domain.copy.Comparison;
import dev.firn.domain.copy.Copy;
import dev.firn.domain.copy.Totals;
import dev.firn.domain.page.Scan;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.storage.StorageUrl;
import dev.firn.domain.storage.Storages;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code firn copy}: moves what is stored from one storage to another. */
@Command(
    name = "copy",
    description =
        "Copies all that is stored in one storage to another: vaults with their policies, locks"
            + " and tags, archives, uploads in progress. What is there already is not copied"
            + " again. Stop the server first.",
    sortOptions = false)
final class CopyCommand implements Callable<Integer> {
  @Mixin HelpOption help = new HelpOption();

  @Option(
      names = "--from",
      paramLabel = "URL",
      description = "The storage to copy from: rocksdb:PATH or jdbc:...",
      required = true)
  private String from = "";

  @Option(
      names = "--to",
      paramLabel = "URL",
      description =
          "The storage to copy to; a folder, a file and tables are made if they are not there.",
      required = true)
  private String to = "";

  @Option(
      names = "--verify",
      description = "Compare the two afterwards, to the last byte, and name each difference.")
  private boolean verify;

  @Option(names = "--verify-only", description = "Compare the two, and copy nothing.")
  private boolean verifyOnly;

  @Override
  public Integer call() {
    if (from.equals(to)) {
      throw new IllegalArgumentException("--from and --to name the same storage");
    }
    try (Storage source = Storages.open(from);
        Storage target = Storages.open(to)) {
      if (source.vaults().accounts(Scan.first(1)).isEmpty()
          && source.settings().accounts(Scan.first(1)).isEmpty()) {
        throw new IllegalArgumentException(
            "There is no vault in " + StorageUrl.parse(from) + ": is --from right?");
      }
      boolean isCopied = verifyOnly || copy(source, target);
      boolean isSame = !(verify || verifyOnly) || compare(source, target);
      return isCopied && isSame ? 0 : 1;
    }
  }

  private static boolean copy(Storage source, Storage target) {
    Totals totals;
    try (Progress progress = Progress.of("Copied")) {
      totals = new Copy(source, target, Clock.systemUTC(), new SecureRandom(), progress).run();
    }
    System.out.println(
        totals.isNothing() ? "There was nothing left to copy" : "Copied " + told(totals));
    if (totals.faults() > 0) {
      System.err.println(
          "firn: " + Amounts.of(totals.faults(), "fault") + ", said above: the rest was copied");
    }
    return totals.faults() == 0;
  }

  private static boolean compare(Storage source, Storage target) {
    Totals totals;
    try (Progress progress = Progress.of("Compared")) {
      totals = new Comparison(source, target, progress).run();
    }
    if (totals.faults() > 0) {
      System.err.println(
          "firn: The storages are not the same: "
              + Amounts.of(totals.faults(), "fault")
              + ", said above");
    } else {
      System.out.println("Both storages hold the same: " + told(totals));
    }
    return totals.faults() == 0;
  }

  private static String told(Totals totals) {
    return "%s, %s, %s in progress with %s, %s, %s: %s"
        .formatted(
            Amounts.of(totals.vaults(), "vault"),
            Amounts.of(totals.archives(), "archive"),
            Amounts.of(totals.uploads(), "upload"),
            Amounts.of(totals.parts(), "part"),
            Amounts.of(totals.completions(), "completion"),
            Amounts.of(totals.settings(), "setting"),
            Amounts.ofBytes(totals.bytes()));
  }
}
