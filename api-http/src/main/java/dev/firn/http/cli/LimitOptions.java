// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.cli;

import dev.firn.http.BodyLimits;
import dev.firn.http.Limits;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say what the server bears. Where none is given, it is what the heap allows. */
final class LimitOptions {
  private static final Limits DEFAULTS = Limits.defaults();
  private static final String MAX_UPLOADS = "--max-uploads";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      description =
          "The most connections; beyond them, new ones wait. By default one for each 96 KiB of heap.")
  private int maxConnections = DEFAULTS.connections();

  @Option(
      names = "--max-requests",
      paramLabel = "N",
      description =
          "The most requests that are worked on at once; one more is told to try again. By default one for each 512 KiB of heap.")
  private int maxRequests = DEFAULTS.requests();

  @Option(
      names = MAX_UPLOADS,
      paramLabel = "N",
      description =
          "Of these, the most that bring a body: at most half of them. By default that or one for each 8 MiB of heap, whichever is less.")
  private int maxUploads = DEFAULTS.uploads();

  @Option(
      names = "--header-size",
      paramLabel = "BYTES",
      description = "The room for a request's line and headers.")
  private int headerSize = DEFAULTS.headerBytes();

  @Option(
      names = "--idle-timeout",
      paramLabel = "TIME",
      description =
          "How long a connection may be open until the next request's headers are there, whole.",
      defaultValue = "60s")
  private String idleTimeout = "";

  @Option(
      names = "--body-timeout",
      paramLabel = "TIME",
      description =
          "How long a client may pause in the midst of a request, such as 30s, 5m or 24h.",
      defaultValue = "60s")
  private String bodyTimeout = "";

  @Option(
      names = "--least-rate",
      paramLabel = "BYTES",
      description =
          "How many bytes of a body must come in a second, on average, once it has taken longer than the body timeout; 0 for any.")
  private int leastRate = DEFAULTS.leastRate();

  @Option(
      names = "--max-archive-size",
      paramLabel = "BYTES",
      description = "The most bytes of an archive that is uploaded in one piece.")
  private long maxArchiveSize = DEFAULTS.bodies().archiveBytes();

  @Option(
      names = "--max-part-size",
      paramLabel = "BYTES",
      description = "The most bytes of a part of a multipart upload.")
  private long maxPartSize = DEFAULTS.bodies().partBytes();

  @Option(
      names = "--max-body-size",
      paramLabel = "BYTES",
      description = "The most bytes of any other body, which is held in memory.")
  private int maxBodySize = DEFAULTS.bodies().otherBytes();

  /**
   * Returns what the options say.
   *
   * @throws IllegalArgumentException if one of them cannot be
   */
  Limits limits() {
    return DEFAULTS
        .withConnections(maxConnections)
        .withRequests(maxRequests, uploads())
        .withHeaderBytes(headerSize)
        .withIdleTime(Durations.parse("--idle-timeout", idleTimeout, ""))
        .withBodyTimeout(Durations.parse("--body-timeout", bodyTimeout, ""))
        .withLeastRate(leastRate)
        .withBodies(new BodyLimits(maxArchiveSize, maxPartSize, maxBodySize));
  }

  /** The default gives way to another option; what was asked for is refused instead. */
  private int uploads() {
    boolean isGiven = command.commandLine().getParseResult().hasMatchedOption(MAX_UPLOADS);
    return isGiven ? maxUploads : Math.max(1, Math.min(maxUploads, maxRequests / 2));
  }
}
