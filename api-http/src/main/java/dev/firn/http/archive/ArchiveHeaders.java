// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.archive;

import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.archive.ArchiveId;
import dev.firn.domain.archive.Archives;
import dev.firn.domain.content.LinearHash;
import dev.firn.domain.content.Payload;
import dev.firn.domain.content.TreeHash;
import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.error.InvalidSignatureException;
import dev.firn.domain.error.MissingParameterValueException;
import dev.firn.domain.vault.VaultKey;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import java.util.Optional;
import java.util.OptionalLong;

/** The headers that say what an archive is, or a part of one: read and written. */
public final class ArchiveHeaders {
  /** The header that has a tree hash. */
  public static final String TREE_HASH = "x-amz-sha256-tree-hash";

  /** The header that has an archive's description. */
  public static final String DESCRIPTION = "x-amz-archive-description";

  private static final String LINEAR_HASH = "x-amz-content-sha256";

  private ArchiveHeaders() {}

  /**
   * Reads the description, which may be left out.
   *
   * @throws InvalidParameterValueException if it is too long, or not printable ASCII
   */
  public static ArchiveDescription description(Call call) {
    return call.header(DESCRIPTION).map(ArchiveDescription::new).orElse(ArchiveDescription.none());
  }

  /**
   * Reads the tree hash.
   *
   * @throws MissingParameterValueException if there is none
   * @throws InvalidParameterValueException if it is not 64 hexadecimal digits
   */
  public static TreeHash treeHash(Call call) {
    String text = call.requiredHeader(TREE_HASH);
    return TreeHash.parse(text).orElseThrow(() -> InvalidParameterValueException.treeHash(text));
  }

  /**
   * Returns the body, with what the headers say of it; nothing of it is read.
   *
   * @throws MissingParameterValueException if one of both hashes is missing
   * @throws InvalidParameterValueException if the tree hash is not 64 hexadecimal digits, or the
   *     body is empty
   * @throws InvalidSignatureException if the linear hash is not 64 hexadecimal digits
   */
  public static Payload payload(Call call) {
    String linearText = call.requiredHeader(LINEAR_HASH);
    TreeHash treeHash = treeHash(call);
    LinearHash linearHash =
        LinearHash.parse(linearText)
            .orElseThrow(() -> InvalidSignatureException.contentHash(linearText));
    return new Payload(
        call.body(), contentLength(call), Optional.of(linearHash), Optional.of(treeHash));
  }

  /** A body that is sent in chunks has no length that is known beforehand. */
  private static OptionalLong contentLength(Call call) {
    Optional<String> given = call.header("Content-Length");
    if (given.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!given.get().matches("0*[1-9][0-9]{0,17}")) {
      throw InvalidParameterValueException.contentLength(given.get(), Archives.MOST_BYTES);
    }
    return OptionalLong.of(Long.parseLong(given.get()));
  }

  /** Returns the answer to a request that made an archive. */
  public static Answer created(VaultKey vault, ArchiveId archive, TreeHash treeHash) {
    return Answer.empty(201)
        .with(
            "Location", "/" + vault.account() + "/vaults/" + vault.name() + "/archives/" + archive)
        .with("x-amz-archive-id", archive.text())
        .with(TREE_HASH, treeHash.hex());
  }
}
