// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.copy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.hash.Hashing;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.archive.Part;
import dev.firn.domain.page.Rows;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.PartSize;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.upload.UploadRepository;
import dev.firn.domain.vault.VaultKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where parts gather in the target until all of an archive or an upload is there: an upload of an
 * id of its own, which is made of the other's, so that the next copy finds what one before it that
 * was killed has left. Such ids are of the year 1970, and so lie before all others.
 */
final class Staging {
  private static final String DESCRIPTION = "firn copy of ";
  private static final int RANDOM_BYTES = 52;
  private static final int CHARACTERS_OF_TIME = 14;

  private final Side to;
  private final Carrier carrier;
  private final Clock clock;
  private final Tally tally;

  Staging(Side to, Carrier carrier, Clock clock, Tally tally) {
    this.to = to;
    this.carrier = carrier;
    this.clock = clock;
    this.tally = tally;
  }

  /** Tells whether an upload is no client's, but one that a copy gathers parts under. */
  static boolean isStaged(MultipartUpload upload) {
    String description = upload.description().text();
    return description.startsWith(DESCRIPTION)
        && upload.id().equals(id(upload.vault(), description.substring(DESCRIPTION.length())));
  }

  /** Returns the id under which parts of something gather. */
  private static UploadId id(VaultKey vault, String name) {
    byte[] hash = Hashing.sha512().hashString(name, US_ASCII).asBytes();
    return UploadId.mint(vault, Instant.EPOCH, 0, Arrays.copyOf(hash, RANDOM_BYTES));
  }

  /**
   * Copies all parts of something, save for those that are there already.
   *
   * @return under which upload they are; empty if a part is damaged: then {@link #clear} takes away
   *     what was copied
   */
  Optional<UploadId> gather(Origin origin) {
    VaultKey vault = origin.vault();
    UploadId id = id(vault, origin.name());
    Map<Long, Part> there = begin(vault, id, origin.name());
    for (Part part : origin.parts()) {
      if (isThere(part, there)) {
        tally.expects(-part.range().length());
      } else if (!carry(origin, part, id)) {
        origin.checkBehind(part, tally);
        return Optional.empty();
      }
    }
    return Optional.of(id);
  }

  private boolean carry(Origin origin, Part part, UploadId id) {
    UploadRepository uploads = to.storage().uploads();
    VaultKey vault = origin.vault();
    return carrier.carry(
        origin,
        part,
        () -> uploads.touch(vault, id, clock.instant()),
        content ->
            uploads.putPart(
                vault, id, new Part(part.range(), part.treeHash(), content), clock.instant()));
  }

  /** Returns the parts that are there already, by their first bytes. */
  private Map<Long, Part> begin(VaultKey vault, UploadId id, String name) {
    MultipartUpload staged =
        new MultipartUpload(
            id,
            vault,
            new ArchiveDescription(DESCRIPTION + name),
            PartSize.ofMebibytes(1),
            clock.instant());
    Map<Long, Part> there = new HashMap<>();
    if (to.storage().uploads().find(vault, id).isPresent()) {
      to.parts(staged).forEach(part -> there.put(part.range().first(), part));
    } else if (!to.storage().uploads().add(staged)) {
      throw Carrier.gone(vault);
    }
    return there;
  }

  private static boolean isThere(Part part, Map<Long, Part> there) {
    return Optional.ofNullable(there.get(part.range().first()))
        .filter(staged -> Difference.isSame(part, staged))
        .isPresent();
  }

  /** Removes what a copy before this one has left in a vault, and this one had no use for. */
  void clear(VaultKey vault) {
    String before1971 =
        UploadId.mint(vault, Instant.EPOCH, 0, new byte[RANDOM_BYTES])
            .text()
            .substring(0, CHARACTERS_OF_TIME);
    Rows<MultipartUpload, UploadId> uploads = to.uploads(vault);
    while (uploads.hasNext() && uploads.peek().id().text().startsWith(before1971)) {
      MultipartUpload upload = uploads.next();
      if (isStaged(upload)) {
        to.storage().uploads().remove(vault, upload.id());
      }
    }
  }
}
