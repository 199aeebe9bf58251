// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.rocksdb;

import dev.firn.domain.page.Scan;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.upload.UploadRepository;
import dev.firn.domain.vault.VaultKey;
import java.util.List;
import java.util.Optional;

/** Uploads as rows of {@link Family#UPLOADS}: a page is one seek and a bounded scan. */
final class RocksDbUploadRepository implements UploadRepository {
  private final Database database;
  private final VaultLocks locks;

  RocksDbUploadRepository(Database database, VaultLocks locks) {
    this.database = database;
    this.locks = locks;
  }

  @Override
  public boolean add(MultipartUpload upload) {
    VaultKey vault = upload.vault();
    byte[] key = Keys.upload(vault, upload.id());
    return locks.beside(
        vault,
        upload.id(),
        () -> {
          if (!database.contains(Family.VAULTS, Keys.vault(vault))) {
            return false;
          }
          if (database.contains(Family.UPLOADS, key)) {
            throw new IllegalArgumentException(
                "Upload " + upload.id() + " is stored in " + vault + " already");
          }
          database.put(Family.UPLOADS, key, UploadCodec.encode(upload));
          return true;
        });
  }

  @Override
  public Optional<MultipartUpload> find(VaultKey vault, UploadId id) {
    return database.find(
        Family.UPLOADS,
        Keys.upload(vault, id),
        (key, value) -> UploadCodec.decode(vault, key, value));
  }

  @Override
  public List<MultipartUpload> scan(VaultKey vault, Scan<UploadId> scan) {
    byte[] from =
        scan.startAt().map(id -> Keys.upload(vault, id)).orElseGet(() -> Keys.uploads(vault));
    return database.scan(
        Family.UPLOADS,
        from,
        Keys.endOfUploads(vault),
        scan.max(),
        (key, value) -> UploadCodec.decode(vault, key, value));
  }

  @Override
  public boolean remove(VaultKey vault, UploadId id) {
    byte[] key = Keys.upload(vault, id);
    return locks.beside(
        vault,
        id,
        () -> {
          if (!database.contains(Family.UPLOADS, key)) {
            return false;
          }
          database.delete(Family.UPLOADS, key);
          return true;
        });
  }
}
