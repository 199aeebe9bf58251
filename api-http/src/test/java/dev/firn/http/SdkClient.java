// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glacier.GlacierClient;

/** The AWS SDK for Java, as anybody would set it up. */
final class SdkClient {
  private SdkClient() {}

  static GlacierClient of(URI endpoint) {
    return of(endpoint, "eu-west-1", AwsBasicCredentials.create("anyone", "anything"));
  }

  static GlacierClient of(URI endpoint, String region, AwsCredentials credentials) {
    return GlacierClient.builder()
        .endpointOverride(endpoint)
        .region(Region.of(region))
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .build();
  }
}
