// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory;

import dev.firn.domain.page.Scan;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.upload.UploadRepository;
import dev.firn.domain.vault.VaultKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Uploads in a sorted concurrent map per vault. */
final class MemoryUploadRepository implements UploadRepository {
  private static final int USUAL_PAGE = 51;

  private final StoredVaults stored;

  MemoryUploadRepository(StoredVaults stored) {
    this.stored = stored;
  }

  @Override
  public boolean add(MultipartUpload upload) {
    return stored.with(upload.vault(), vault -> vault.add(upload)).orElse(false);
  }

  @Override
  public Optional<MultipartUpload> find(VaultKey vault, UploadId id) {
    return stored.with(vault, found -> found.uploads().get(id));
  }

  @Override
  public List<MultipartUpload> scan(VaultKey vault, Scan<UploadId> scan) {
    return stored
        .with(
            vault,
            found ->
                first(
                    scan.max(),
                    scan.startAt().map(found.uploads()::tailMap).orElseGet(found::uploads)))
        .orElse(List.of());
  }

  private static List<MultipartUpload> first(int max, Map<UploadId, MultipartUpload> uploads) {
    List<MultipartUpload> rows = new ArrayList<>(Math.min(max, USUAL_PAGE));
    for (MultipartUpload upload : uploads.values()) {
      if (rows.size() == max) {
        break;
      }
      rows.add(upload);
    }
    return Collections.unmodifiableList(rows);
  }

  @Override
  public boolean remove(VaultKey vault, UploadId id) {
    return stored.with(vault, found -> found.uploads().remove(id) != null).orElse(false);
  }
}
