// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.upload;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.firn.domain.page.Marker;
import dev.firn.domain.page.Page;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.vault.VaultArn;
import dev.firn.http.api.Json;
import java.io.IOException;

/** Writes a page of uploads with the API's field names, in the API's order. */
final class UploadsListJson {
  private static final SerializableString MARKER = new SerializedString("Marker");
  private static final SerializableString UPLOADS_LIST = new SerializedString("UploadsList");
  private static final SerializableString ARCHIVE_DESCRIPTION =
      new SerializedString("ArchiveDescription");
  private static final SerializableString CREATION_DATE = new SerializedString("CreationDate");
  private static final SerializableString MULTIPART_UPLOAD_ID =
      new SerializedString("MultipartUploadId");
  private static final SerializableString PART_SIZE_IN_BYTES =
      new SerializedString("PartSizeInBytes");
  private static final SerializableString VAULT_ARN = new SerializedString("VaultARN");
  private static final int USUAL_BYTES_OF_AN_UPLOAD = 352;

  private UploadsListJson() {}

  static byte[] bytes(Page<MultipartUpload> page, VaultArn arn) {
    SerializableString vaultArn = new SerializedString(arn.toString());
    return Json.bytes(
        256 + page.items().size() * USUAL_BYTES_OF_AN_UPLOAD,
        json -> {
          json.writeStartObject();
          json.writeFieldName(MARKER);
          json.writeString(page.next().map(Marker::text).orElse(null));
          json.writeFieldName(UPLOADS_LIST);
          json.writeStartArray();
          for (MultipartUpload upload : page.items()) {
            write(json, upload, vaultArn);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, MultipartUpload upload, SerializableString vaultArn)
      throws IOException {
    json.writeStartObject();
    json.writeFieldName(ARCHIVE_DESCRIPTION);
    json.writeString(upload.description().isNone() ? null : upload.description().text());
    json.writeFieldName(CREATION_DATE);
    json.writeString(Json.date(upload.creationDate()));
    json.writeFieldName(MULTIPART_UPLOAD_ID);
    json.writeString(upload.id().text());
    json.writeFieldName(PART_SIZE_IN_BYTES);
    json.writeNumber(upload.partSize().bytes());
    json.writeFieldName(VAULT_ARN);
    json.writeString(vaultArn);
    json.writeEndObject();
  }
}
