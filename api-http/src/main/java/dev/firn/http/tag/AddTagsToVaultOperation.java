// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.tag;

import dev.firn.domain.access.RequestContext;
import dev.firn.domain.error.MissingParameterValueException;
import dev.firn.domain.settings.VaultTags;
import dev.firn.http.api.Answer;
import dev.firn.http.api.Call;
import dev.firn.http.api.JsonBody;
import dev.firn.http.api.Operation;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** POST on the tags of a vault, to add some: see {@link VaultTags#addTagsToVault}. */
public final class AddTagsToVaultOperation implements Operation {
  private final VaultTags tags;

  /** Creates the operation. */
  public AddTagsToVaultOperation(VaultTags tags) {
    this.tags = tags;
  }

  @Override
  public Answer handle(Call call) throws IOException {
    tags.addTagsToVault(call.vault(), tags(call));
    return Answer.empty(204);
  }

  private static Map<String, String> tags(Call call) throws IOException {
    return call.json("Tags")
        .object("Tags")
        .map(JsonBody::allTexts)
        .orElseThrow(() -> MissingParameterValueException.parameter("Tags"));
  }

  /** Policies can ask for what is to be added. */
  @Override
  public RequestContext context(Call call, RequestContext context) throws IOException {
    Map<String, String> all = new HashMap<>();
    tags(call).forEach((key, value) -> all.put(RequestContext.REQUEST_TAG + key, value));
    return context.withAll(all);
  }
}
