// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.tag;

import dev.firn.domain.settings.Tags;
import dev.firn.domain.settings.VaultTags;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.Json;
import dev.firn.http.api.Operation;
import java.util.Map;

/** GET on the tags of a vault: see {@link VaultTags#listTagsForVault}. */
public final class ListTagsForVaultOperation implements Operation {
  private final VaultTags tags;

  /** Creates the operation. */
  public ListTagsForVaultOperation(VaultTags tags) {
    this.tags = tags;
  }

  @Override
  public Answer handle(Call call) {
    Tags all = tags.listTagsForVault(call.vault());
    return Answer.json(
        200,
        Json.bytes(
            512,
            json -> {
              json.writeStartObject();
              json.writeObjectFieldStart("Tags");
              for (Map.Entry<String, String> tag : all.values().entrySet()) {
                json.writeStringField(tag.getKey(), tag.getValue());
              }
              json.writeEndObject();
              json.writeEndObject();
            }));
  }
}
