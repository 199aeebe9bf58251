// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns of resources whose region does not count. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RegionTest {
  private static final String ARN = "arn:aws:glacier:eu-west-1:012345678901:vaults/photos";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "arn:aws:glacier:eu-west-1:012345678901:vaults/photos",
        "arn:aws:glacier:us-east-1:012345678901:vaults/photos",
        "arn:aws:glacier:us-east-1:*",
        "arn:aws:glacier:us-east-1*",
        "arn:aws:glacier:us-*",
        "arn:aws:glacier:us-????-1:*:vaults/ph*s",
        "arn:aws:glacier::012345678901:vaults/photos",
        "arn:*:012345678901:vaults/photos",
        "arn:*us-east-1:012345678901:vaults/photos",
        "arn:aws:glacier:*us*:012345678901:vaults/photos",
      })
  void they_match_in_any_region(String pattern) {
    assertEquals(true, Glob.of(pattern).matchesInAnyRegion(ARN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:glacier:us-east-1:012345678901:vaults/films",
        "arn:aws:glacier:us-east-1:999999999999:vaults/photos",
        "arn:aws:glacier:us-east-1:012345678901:vaults/photos/more",
        "arn:aws:glacier:us-east-1:012345678901:vaults/photo",
        "arn:aws:s3:us-east-1:012345678901:vaults/photos",
        "arn:aws:glacier:us-east-1",
        "arn:aws:glacier:us:east:012345678901:vaults/photos",
        "arn:aws:us-east-1:012345678901:vaults/photos",
      })
  void nothing_but_the_region_is_left_out(String pattern) {
    assertEquals(false, Glob.of(pattern).matchesInAnyRegion(ARN));
  }
}
