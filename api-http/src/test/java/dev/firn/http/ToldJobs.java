// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.VaultClient.VAULT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firn.domain.content.LinearHash;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What clients were told of the jobs of a vault that they initiated. Thread-safe. */
final class ToldJobs {
  /** What each job must put out, by its path. */
  private final Map<String, Output> outputs = new ConcurrentHashMap<>();

  /** What describing said of each job that had ended, by its path. */
  private final Map<String, String> ends = new ConcurrentHashMap<>();

  /** The hash of what each job put out, by its path. */
  private final Map<String, LinearHash> hashes = new ConcurrentHashMap<>();

  /** Those that have not ended yet, by their paths. */
  private final Set<String> inProgress = ConcurrentHashMap.newKeySet();

  /** What a job must put out. */
  interface Output {
    /** Fails if an answer is anything else. */
    void check(HttpResponse<byte[]> answer) throws IOException;
  }

  /**
   * Notes that a job was accepted.
   *
   * @param isLong whether it takes so long that it has not ended yet
   */
  void initiated(String job, boolean isLong, Output output) {
    if (isLong) {
      inProgress.add(job);
    }
    outputs.put(job, output);
  }

  /** Notes that so much time has passed that no job is in progress any more. */
  void allAreDue() {
    inProgress.clear();
  }

  /** Returns what describing said of each job that has ended, as far as anybody has looked. */
  Collection<String> ends() {
    return ends.values();
  }

  /** Checks that a job has succeeded, if it is due, and says and puts out the same for ever. */
  void look(VaultClient vault, String job) throws IOException, InterruptedException {
    HttpResponse<String> description = vault.get(job);
    assertEquals(200, description.statusCode(), description.body());
    look(vault, job, new ObjectMapper().readTree(description.body()));
  }

  private void look(VaultClient vault, String job, JsonNode description)
      throws IOException, InterruptedException {
    String said = description.toString();
    if (inProgress.contains(job)) {
      assertEquals("InProgress", description.get("StatusCode").textValue(), said);
      return;
    }
    assertEquals("Succeeded", description.get("StatusCode").textValue(), said);
    assertEquals(ends.computeIfAbsent(job, any -> said), said);
    HttpResponse<byte[]> output = vault.server().download(job + "/output");
    assertEquals(200, output.statusCode(), job);
    Optional.ofNullable(outputs.get(job)).orElseThrow().check(output);
    LinearHash hash = LinearHash.of(output.body());
    assertEquals(hashes.computeIfAbsent(job, any -> hash), hash, job);
  }

  /**
   * Looks at all jobs, of which each must be listed once.
   *
   * @param mostUnseen how many there may be that nobody was told of
   */
  void check(VaultClient vault, int mostUnseen) throws IOException, InterruptedException {
    Map<String, JsonNode> listed = walk(vault);
    Set<String> lost = new HashSet<>(outputs.keySet());
    lost.removeAll(listed.keySet());
    assertEquals(Set.of(), lost, "every job that was accepted is listed");
    assertTrue(listed.size() - outputs.size() <= mostUnseen, "no other is");
    for (String job : outputs.keySet()) {
      look(vault, job, Optional.ofNullable(listed.get(job)).orElseThrow());
    }
  }

  private static Map<String, JsonNode> walk(VaultClient vault)
      throws IOException, InterruptedException {
    Map<String, JsonNode> jobs = new HashMap<>();
    String marker = "";
    while (!marker.equals("null")) {
      HttpResponse<String> answer = vault.get(VAULT + "/jobs?marker=" + marker);
      assertEquals(200, answer.statusCode(), answer.body());
      JsonNode page = new ObjectMapper().readTree(answer.body());
      for (JsonNode job : page.get("JobList")) {
        String path = VAULT + "/jobs/" + job.get("JobId").textValue();
        assertTrue(Optional.ofNullable(jobs.put(path, job)).isEmpty(), "none is listed twice");
      }
      marker = page.get("Marker").asText();
    }
    return jobs;
  }
}
