// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.upload;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.firn.domain.archive.Part;
import dev.firn.domain.page.Marker;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.PartsPage;
import dev.firn.domain.vault.VaultArn;
import dev.firn.http.api.Json;
import java.io.IOException;

/** Writes a page of parts with the API's field names, in the API's order. */
final class PartsJson {
  private static final SerializableString RANGE_IN_BYTES = new SerializedString("RangeInBytes");
  private static final SerializableString SHA256_TREE_HASH = new SerializedString("SHA256TreeHash");
  private static final int USUAL_BYTES_OF_A_PART = 136;

  private PartsJson() {}

  static byte[] bytes(PartsPage parts, VaultArn arn) {
    MultipartUpload upload = parts.upload();
    return Json.bytes(
        512 + parts.page().items().size() * USUAL_BYTES_OF_A_PART,
        json -> {
          json.writeStartObject();
          json.writeStringField(
              "ArchiveDescription",
              upload.description().isNone() ? null : upload.description().text());
          json.writeStringField("CreationDate", Json.date(upload.creationDate()));
          json.writeStringField("Marker", parts.page().next().map(Marker::text).orElse(null));
          json.writeStringField("MultipartUploadId", upload.id().text());
          json.writeNumberField("PartSizeInBytes", upload.partSize().bytes());
          json.writeArrayFieldStart("Parts");
          for (Part part : parts.page().items()) {
            write(json, part);
          }
          json.writeEndArray();
          json.writeStringField("VaultARN", arn.toString());
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, Part part) throws IOException {
    json.writeStartObject();
    json.writeFieldName(RANGE_IN_BYTES);
    json.writeString(part.range().toString());
    json.writeFieldName(SHA256_TREE_HASH);
    json.writeString(part.treeHash().hex());
    json.writeEndObject();
  }
}
