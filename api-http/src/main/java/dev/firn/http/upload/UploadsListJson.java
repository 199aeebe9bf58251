// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.firn.domain.page.Page;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.vault.VaultArn;
import dev.firn.http.api.JsonPieces;
import java.nio.ByteBuffer;

/** Writes a page of uploads with the API's field names, in the API's order. */
final class UploadsListJson {
  private static final byte[] MARKER = ascii("{\"Marker\":");
  private static final byte[] UPLOADS_LIST = ascii(",\"UploadsList\":[");
  private static final byte[] END = ascii("]}");

  private static final byte[] COMMA = ascii(",");
  private static final byte[] ARCHIVE_DESCRIPTION = ascii("{\"ArchiveDescription\":");
  private static final byte[] NULL = ascii("null");
  private static final byte[] CREATION_DATE = ascii(",\"CreationDate\":\"");
  private static final byte[] MULTIPART_UPLOAD_ID = ascii("\",\"MultipartUploadId\":\"");
  private static final byte[] PART_SIZE_IN_BYTES = ascii("\",\"PartSizeInBytes\":");
  private static final int USUAL_BYTES_OF_AN_UPLOAD = 352;

  private UploadsListJson() {}

  static ByteBuffer bytes(Page<MultipartUpload> page, VaultArn arn) {
    JsonPieces json = new JsonPieces(256 + page.items().size() * USUAL_BYTES_OF_AN_UPLOAD);
    byte[] vaultArn = ascii(",\"VaultARN\":\"" + arn + "\"}");
    json.raw(MARKER);
    page.next().ifPresentOrElse(marker -> json.string(marker.text()), () -> json.raw(NULL));
    json.raw(UPLOADS_LIST);
    boolean isFirst = true;
    for (MultipartUpload upload : page.items()) {
      if (!isFirst) {
        json.raw(COMMA);
      }
      isFirst = false;
      write(json, upload);
      json.raw(vaultArn);
    }
    return json.raw(END).together();
  }

  private static void write(JsonPieces json, MultipartUpload upload) {
    json.raw(ARCHIVE_DESCRIPTION);
    if (upload.description().isNone()) {
      json.raw(NULL);
    } else {
      json.string(upload.description().text());
    }
    json.raw(CREATION_DATE)
        .date(upload.creationDate())
        .raw(MULTIPART_UPLOAD_ID)
        .raw(upload.id().text())
        .raw(PART_SIZE_IN_BYTES)
        .raw(Long.toString(upload.partSize().bytes()));
  }

  private static byte[] ascii(String piece) {
    return piece.getBytes(US_ASCII);
  }
}
