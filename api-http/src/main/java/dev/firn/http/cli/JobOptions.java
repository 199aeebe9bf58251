// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.cli;

import dev.firn.domain.Firn;
import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.settings.TopicArn;
import dev.firn.http.FirnHttpServer;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** The options that say how long jobs take, what inventories are of, and who is told of ends. */
final class JobOptions {
  @Option(
      names = "--retrieval",
      paramLabel = "TIMES",
      description =
          "How long jobs take, such as expedited=2m,standard=4h,bulk=8h,inventory=4h; inventories"
              + " as long as standard if they are not named. By default 'instant': what lies on"
              + " one's own disks is there at once.",
      defaultValue = "instant")
  private String retrieval = "";

  @Option(
      names = "--inventory",
      paramLabel = "WHEN",
      description =
          "Which inventories clients see: live, which is of the moment, or daily, as the service takes them.",
      defaultValue = "live")
  private String inventory = "";

  @Option(
      names = "--free-retrieval",
      showDefaultValue = Visibility.NEVER,
      paramLabel = "BYTES",
      description =
          "How many bytes an account may retrieve on each day while its data retrieval policy is"
              + " FreeTier. By default a thirtieth of 10 GiB.")
  private long freeRetrieval = -1;

  @Option(
      names = "--topic",
      showDefaultValue = Visibility.NEVER,
      paramLabel = "ARN=URL",
      description =
          "Send what this SNS topic is notified of to this URL, by POST; may be given for several"
              + " topics.")
  private List<String> topics = new ArrayList<>();

  /**
   * Sets what concerns jobs.
   *
   * @throws IllegalArgumentException if an option cannot be
   */
  void set(Firn.Builder firn) {
    firn.retrievalTimes(RetrievalOption.parse(retrieval));
    if (freeRetrieval != -1) {
      firn.freeRetrieval(freeRetrieval);
    }
    switch (inventory) {
      case "live" -> {}
      case "daily" -> firn.dailyInventories();
      default ->
          throw new IllegalArgumentException(
              "--inventory " + inventory + " is neither live nor daily");
    }
  }

  /**
   * Sets who is told of their ends.
   *
   * @throws IllegalArgumentException if an option cannot be; the message repeats no URL, in which a
   *     password may stand
   */
  void set(FirnHttpServer.Builder server) {
    topics.forEach(topic -> set(server, topic));
  }

  private static void set(FirnHttpServer.Builder server, String topic) {
    int equals = topic.indexOf('=');
    if (equals < 0) {
      throw new IllegalArgumentException(
          "--topic must have the ARN of a topic, =, and the URL of its endpoint, such as"
              + " arn:aws:sns:us-east-1:012345678901:photos=https://example.com/glacier");
    }
    String arn = topic.substring(0, equals);
    try {
      server.topic(new TopicArn(arn), new URI(topic.substring(equals + 1)));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "--topic " + arn + "=... does not have a URL behind the equals sign: " + e.getReason());
    } catch (InvalidParameterValueException | IllegalArgumentException e) {
      throw new IllegalArgumentException("--topic " + arn + "=...: " + e.getMessage(), e);
    }
  }
}
