// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.tag;

import dev.firn.domain.error.MissingParameterValueException;
import dev.firn.domain.settings.VaultTags;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.Operation;
import java.io.IOException;

/** POST on the tags of a vault, to remove some: see {@link VaultTags#removeTagsFromVault}. */
public final class RemoveTagsFromVaultOperation implements Operation {
  private final VaultTags tags;

  /** Creates the operation. */
  public RemoveTagsFromVaultOperation(VaultTags tags) {
    this.tags = tags;
  }

  @Override
  public Answer handle(Call call) throws IOException {
    tags.removeTagsFromVault(
        call.vault(),
        call.json("TagKeys")
            .texts("TagKeys")
            .orElseThrow(() -> MissingParameterValueException.parameter("TagKeys")));
    return Answer.empty(204);
  }
}
