// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.vault;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.VaultArn;
import dev.firn.http.api.Json;
import java.io.IOException;

/** Writes a vault as DescribeVault and ListVaults have it. */
final class VaultJson {
  private VaultJson() {}

  static void write(JsonGenerator json, Vault vault, VaultArn arn) throws IOException {
    json.writeStartObject();
    json.writeStringField("CreationDate", Json.date(vault.creationDate()));
    json.writeStringField(
        "LastInventoryDate", vault.inventory().date().map(Json::date).orElse(null));
    json.writeNumberField("NumberOfArchives", vault.inventory().archives());
    json.writeNumberField("SizeInBytes", vault.inventory().sizeInBytes());
    json.writeStringField("VaultARN", arn.toString());
    json.writeStringField("VaultName", vault.key().name().value());
    json.writeEndObject();
  }
}
