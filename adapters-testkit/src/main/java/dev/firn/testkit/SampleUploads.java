// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.PartSize;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Vaults and uploads to test with: the same number always gives the same upload, and numbers ascend
 * as ids do.
 */
public final class SampleUploads {
  /** The account that the samples belong to. */
  public static final AccountId ACCOUNT = new AccountId("012345678901");

  /** A vault to put uploads into; not created yet. */
  public static final VaultKey PHOTOS = vault("photos");

  /** When the first sample upload was created. */
  public static final Instant START = Instant.parse("2026-01-10T12:00:00.007Z");

  private SampleUploads() {}

  /** Returns the key of a vault in {@link #ACCOUNT}. */
  public static VaultKey vault(String name) {
    return VaultKey.of(ACCOUNT.value(), name);
  }

  /** Returns a vault as its repository stores it. */
  public static Vault created(VaultKey key) {
    return Vault.empty(key, START);
  }

  /** Returns the id of the sample upload with this number, 0 or more, to this vault. */
  public static UploadId id(VaultKey vault, int number) {
    byte[] random = new byte[52];
    new Random(number).nextBytes(random);
    return UploadId.mint(vault, START.plusMillis(number / 10), number, random);
  }

  /** Returns the sample upload with this number, 0 or more, to this vault. */
  public static MultipartUpload upload(VaultKey vault, int number) {
    return new MultipartUpload(
        id(vault, number),
        vault,
        new ArchiveDescription("archive " + number),
        PartSize.ofMebibytes(1 << (number % 13)),
        START.plusMillis(number));
  }

  /** Returns the first so many sample uploads to this vault, in the order of their ids. */
  public static List<MultipartUpload> uploads(VaultKey vault, int count) {
    return IntStream.range(0, count).mapToObj(number -> upload(vault, number)).toList();
  }
}
