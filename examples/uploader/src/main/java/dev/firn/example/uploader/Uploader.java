// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.example.uploader;

import dev.firn.domain.Firn;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.archive.Part;
import dev.firn.domain.content.Payload;
import dev.firn.domain.content.RangeInBytes;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.MultipartUploads;
import dev.firn.domain.upload.PartSize;
import dev.firn.domain.vault.VaultKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** Uploads files to a vault in parts. One that was stopped is gone on with by starting it again. */
record Uploader(Firn firn, VaultKey vault, PartSize partSize) {

  /** Uploads a file, and tells after each part how many bytes are stored. */
  ArchiveId upload(Path file, LongConsumer progress) throws IOException {
    MultipartUploads uploads = firn.multipartUploads();
    long size = Files.size(file);
    TreeHash treeHash = TreeHash.of(file);
    MultipartUpload upload = uploadOf(new ArchiveDescription(file.getFileName() + " " + treeHash));
    Set<RangeInBytes> stored =
        uploads.parts(vault, upload.id()).map(Part::range).collect(Collectors.toSet());
    try (InputStream bytes = Files.newInputStream(file)) {
      for (RangeInBytes range : upload.partSize().ranges(size)) {
        if (stored.contains(range)) {
          bytes.skipNBytes(range.length());
        } else {
          Payload payload = Payload.of(bytes, range.length());
          uploads.uploadMultipartPart(vault, upload.id(), range, payload);
        }
        progress.accept(range.last() + 1);
      }
    }
    return uploads.completeMultipartUpload(vault, upload.id(), size, treeHash);
  }

  /** Returns the upload with the description that is in progress, or else a new one. */
  private MultipartUpload uploadOf(ArchiveDescription description) {
    return firn.multipartUploads()
        .inProgress(vault)
        .filter(upload -> upload.description().equals(description))
        .findFirst()
        .orElseGet(
            () -> firn.multipartUploads().initiateMultipartUpload(vault, partSize, description));
  }

  /** Uploads the file that the arguments name, to where the environment says. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      System.err.println("Give the name of a vault, and a file");
      System.exit(2);
    }
    String storage = System.getenv().getOrDefault("FIRN_STORAGE", "rocksdb:firn-data");
    VaultKey vault = VaultKey.of("012345678901", arguments[0]);
    Path file = Path.of(arguments[1]);
    try (Firn firn = Firn.open(storage)) {
      firn.vaults().createVault(vault);
      Uploader uploader = new Uploader(firn, vault, PartSize.ofMebibytes(16));
      System.out.println(uploader.upload(file, new ProgressBar(System.out, Files.size(file))));
    }
  }
}
