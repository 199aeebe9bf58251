// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glacier.GlacierClient;

/**
 * Servers, as a load balancer before them has it: each attempt of a client goes to another, and
 * none to one that a connection to has failed. Remembers how the attempts ended.
 */
final class Nodes implements SdkHttpClient {
  private final SdkHttpClient http = ApacheHttpClient.builder().maxConnections(50).build();
  private final List<URI> nodes;
  private final AtomicInteger turn = new AtomicInteger();
  private final Map<Integer, Integer> statuses = new ConcurrentSkipListMap<>();

  Nodes(URI... nodes) {
    this.nodes = new CopyOnWriteArrayList<>(nodes);
  }

  /** Returns a client with the retries that it has if it is told nothing. */
  GlacierClient client() {
    return GlacierClient.builder()
        .httpClient(this)
        .endpointOverride(nodes.get(0))
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("anyone", "anything")))
        .build();
  }

  void add(URI node) {
    nodes.add(node);
  }

  /** Returns the nodes that no connection to has failed. */
  List<URI> inUse() {
    return List.copyOf(nodes);
  }

  /** Returns how many attempts ended with each status; 0 stands for those that broke off. */
  Map<Integer, Integer> statuses() {
    return new TreeMap<>(statuses);
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    List<URI> all = inUse();
    URI node = all.get(Math.floorMod(turn.getAndIncrement(), all.size()));
    SdkHttpRequest there =
        request.httpRequest().toBuilder().host(node.getHost()).port(node.getPort()).build();
    HttpExecuteRequest.Builder rerouted = HttpExecuteRequest.builder().request(there);
    request.contentStreamProvider().ifPresent(rerouted::contentStreamProvider);
    ExecutableHttpRequest attempt = http.prepareRequest(rerouted.build());
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        try {
          HttpExecuteResponse response = attempt.call();
          statuses.merge(response.httpResponse().statusCode(), 1, Integer::sum);
          return response;
        } catch (IOException e) {
          statuses.merge(0, 1, Integer::sum);
          if (nodes.size() > 1) {
            nodes.remove(node);
          }
          throw e;
        }
      }

      @Override
      public void abort() {
        attempt.abort();
      }
    };
  }

  /** The clients close it, each; the last one to be used is not known. */
  @Override
  public void close() {}

  @Override
  public String clientName() {
    return "Nodes";
  }
}
