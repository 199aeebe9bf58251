// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.VaultClient.VAULT;
import static dev.firn.http.WireAssertions.assertEmpty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.IntFunction;

/**
 * One of what is set for a vault, as one client sets it again and again, each time to something
 * else; and what that client was told. For one thread at a time.
 */
final class ToldSetting {
  private final String path;
  private final IntFunction<Write> versions;
  private int sent = -1;
  private int acknowledged = -1;

  private ToldSetting(String path, IntFunction<Write> versions) {
    this.path = path;
    this.versions = versions;
  }

  /**
   * A request that sets a version.
   *
   * @param query what follows the path
   * @param result the answer to who then asks what is set; {@code none} if that is nothing
   */
  private record Write(String method, String query, String body, String result) {}

  /** Tags, of which two are added at once, and removed. */
  static ToldSetting tags() {
    return new ToldSetting("/tags", ToldSetting::tags);
  }

  private static Write tags(int version) {
    if (version % 3 == 2) {
      return new Write("POST", "?operation=remove", "{\"TagKeys\":[\"a\",\"b\"]}", "{\"Tags\":{}}");
    }
    String tags = "{\"Tags\":{\"a\":\"%d\",\"b\":\"%d\"}}".formatted(version, version);
    return new Write("POST", "?operation=add", tags, tags);
  }

  /** A notification configuration, which tells of all ends, to one topic after the other. */
  static ToldSetting notifications(List<String> topics) {
    return new ToldSetting(
        "/notification-configuration",
        version -> notifications(topics.get(version % topics.size())));
  }

  private static Write notifications(String topic) {
    String configuration =
        "{\"Events\":[\"ArchiveRetrievalCompleted\",\"InventoryRetrievalCompleted\"],\"SNSTopic\":\"%s\"}"
            .formatted(topic);
    return new Write("PUT", "", configuration, configuration);
  }

  /** An access policy, which is also deleted. */
  static ToldSetting accessPolicy() {
    return new ToldSetting("/access-policy", ToldSetting::accessPolicy);
  }

  private static Write accessPolicy(int version) {
    if (version % 3 == 2) {
      return new Write("DELETE", "", "", "none");
    }
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Sid\":\"%d\",\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"glacier:*\",\"Resource\":\"*\"}}"
            .formatted(version);
    String body = "{\"Policy\":\"" + policy.replace("\"", "\\\"") + "\"}";
    return new Write("PUT", "", body, body);
  }

  /** Sets the next version, which must then be what is set. */
  void set(VaultClient vault) throws IOException, InterruptedException {
    sent++;
    Write write = versions.apply(sent);
    assertEmpty(204, vault.send(write.method(), path + write.query(), write.body()));
    acknowledged = sent;
    assertEquals(write.result(), read(vault));
  }

  /**
   * Checks that the version is set that was acknowledged last, or that which was sent in its place
   * and may have been stored although nobody was told.
   */
  void check(VaultClient vault) throws IOException, InterruptedException {
    assertTrue(acknowledged >= 0, "it was set");
    String result = read(vault);
    if (!result.equals(versions.apply(sent).result())) {
      assertEquals(versions.apply(acknowledged).result(), result, path + " is as acknowledged");
    }
  }

  private String read(VaultClient vault) throws IOException, InterruptedException {
    HttpResponse<String> answer = vault.get(VAULT + path);
    if (answer.statusCode() == 404) {
      return "none";
    }
    assertEquals(200, answer.statusCode(), answer.body());
    return answer.body();
  }
}
