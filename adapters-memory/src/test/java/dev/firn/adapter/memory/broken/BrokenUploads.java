// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.adapter.memory.broken;

import dev.firn.domain.page.Scan;
import dev.firn.domain.upload.MultipartUpload;
import dev.firn.domain.upload.UploadId;
import dev.firn.domain.upload.UploadRepository;
import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.VaultKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Backends that keep uploads, find them and list them wrongly. */
final class BrokenUploads {
  private static final String PORT = "UploadPort";

  private BrokenUploads() {}

  static Stream<Break> all() {
    return Stream.of(
        Break.ofUploads(
                "begins after the start",
                PORT,
                (sound, storage) ->
                    new Uploads(sound) {
                      @Override
                      public List<MultipartUpload> scan(VaultKey vault, Scan<UploadId> scan) {
                        return super.scan(vault, new Scan<>(scan.startAt(), Integer.MAX_VALUE))
                            .stream()
                            .filter(row -> !Optional.of(row.id()).equals(scan.startAt()))
                            .limit(scan.max())
                            .toList();
                      }
                    })
            .isFailedBy(
                "starts_at_the_first_id_at_or_after_the_given_one",
                "clause 3: scan starts at the first id at or after number 0"),
        Break.ofUploads(
                "looks the start up by equality",
                PORT,
                (sound, storage) ->
                    new Uploads(sound) {
                      @Override
                      public List<MultipartUpload> scan(VaultKey vault, Scan<UploadId> scan) {
                        boolean known =
                            scan.startAt().map(id -> find(vault, id).isPresent()).orElse(true);
                        return known ? super.scan(vault, scan) : List.of();
                      }
                    })
            .isFailedBy(
                "starts_at_the_next_id_when_the_given_one_was_removed",
                "clause 3: a start is a position, and need not be stored any more"),
        Break.ofUploads(
                "counts an offset in place of a position",
                "Listing",
                (sound, storage) -> new ByOffset(sound))
            .isFailedBy(
                "goes_on_when_all_that_was_listed_is_aborted",
                "clauses 3 and 6: what is left behind the marker, and all of it"),
        Break.ofUploads(
                "returns a hundred at most",
                PORT,
                (sound, storage) ->
                    new Uploads(sound) {
                      @Override
                      public List<MultipartUpload> scan(VaultKey vault, Scan<UploadId> scan) {
                        return super.scan(
                            vault, new Scan<>(scan.startAt(), Math.min(scan.max(), 100)));
                      }
                    })
            .isFailedBy(
                "returns_exactly_as_many_as_asked_for_or_as_are_left",
                "clause 3: exactly min(max, what is left)"),
        Break.ofUploads(
                "lists what is in vaults whose names begin with the vault's",
                PORT,
                (sound, storage) ->
                    new Uploads(sound) {
                      @Override
                      public List<MultipartUpload> scan(VaultKey vault, Scan<UploadId> scan) {
                        return storage.vaults().scan(vault.account(), Scan.first(1_000)).stream()
                            .map(Vault::key)
                            .filter(each -> each.name().value().startsWith(vault.name().value()))
                            .flatMap(each -> super.scan(each, scan).stream())
                            .limit(scan.max())
                            .toList();
                      }
                    })
            .isFailedBy("never_shows_another_vault", "clause 3: only the uploads of "),
        Break.ofUploads(
                "orders ids without case, as a locale does",
                PORT,
                (sound, storage) ->
                    new Uploads(sound) {
                      @Override
                      public List<MultipartUpload> scan(VaultKey vault, Scan<UploadId> scan) {
                        return super.scan(vault, scan).stream()
                            .sorted(
                                Comparator.comparing(
                                    row -> row.id().text(), String.CASE_INSENSITIVE_ORDER))
                            .toList();
                      }
                    })
            .isFailedBy(
                "ascends_by_the_codes_of_the_ids", "clause 3: ids ascend by their ASCII codes"),
        Break.ofUploads(
                "hands out its own list",
                PORT,
                (sound, storage) ->
                    new Uploads(sound) {
                      @Override
                      public List<MultipartUpload> scan(VaultKey vault, Scan<UploadId> scan) {
                        return new ArrayList<>(super.scan(vault, scan));
                      }
                    })
            .isFailedBy("returns_a_fixed_unmodifiable_copy", "clause 3: the list is unmodifiable"),
        Break.ofUploads(
                "adds without the vault",
                PORT,
                (sound, storage) ->
                    new Uploads(sound) {
                      @Override
                      public boolean add(MultipartUpload upload) {
                        storage.vaults().create(Vault.empty(upload.vault(), Instant.EPOCH));
                        return super.add(upload);
                      }
                    })
            .isFailedBy(
                "is_false_and_stores_nothing_if_the_vault_is_absent",
                "clause 1: the vault is absent"),
        Break.ofUploads(
                "overwrites an upload that has the id",
                PORT,
                (sound, storage) ->
                    new Uploads(sound) {
                      @Override
                      public boolean add(MultipartUpload upload) {
                        remove(upload.vault(), upload.id());
                        return super.add(upload);
                      }
                    })
            .isFailedBy(
                "refuses_an_id_that_is_stored_already_and_changes_nothing",
                "clause 1: an id that is stored already is the caller's fault"),
        Break.ofUploads(
                "cuts times to seconds",
                PORT,
                (sound, storage) ->
                    new Uploads(sound) {
                      @Override
                      public boolean add(MultipartUpload upload) {
                        return super.add(
                            new MultipartUpload(
                                upload.id(),
                                upload.vault(),
                                upload.description(),
                                upload.partSize(),
                                upload.creationDate().truncatedTo(ChronoUnit.SECONDS)));
                      }
                    })
            .isFailedBy("stores_every_field", "clause 1: scan gives back what was added"),
        Break.ofUploads(
                "finds what is in another vault",
                PORT,
                (sound, storage) ->
                    new Uploads(sound) {
                      @Override
                      public Optional<MultipartUpload> find(VaultKey vault, UploadId id) {
                        return storage.vaults().scan(vault.account(), Scan.first(9)).stream()
                            .flatMap(any -> super.find(any.key(), id).stream())
                            .findFirst();
                      }
                    })
            .isFailedBy(
                "is_empty_for_an_unknown_id_and_for_another_vault",
                "clause 2: the id is of another vault"),
        Break.ofUploads(
                "finds what it has in its cache", PORT, (sound, storage) -> new Cached(sound))
            .isFailedBy("is_empty_for_a_removed_upload", "clause 2: removed"),
        Break.ofUploads(
                "returns null for what is not there",
                PORT,
                (sound, storage) ->
                    new Uploads(sound) {
                      @Override
                      @SuppressWarnings({"NullAway", "NullOptional"})
                      public Optional<MultipartUpload> find(VaultKey vault, UploadId id) {
                        Optional<MultipartUpload> found = super.find(vault, id);
                        return found.isPresent() ? found : null;
                      }
                    })
            .isFailedBy("is_empty_for_a_removed_upload", "clause 2: removed"),
        Break.ofUploads(
                "reports a removal twice",
                PORT,
                (sound, storage) ->
                    new Uploads(sound) {
                      @Override
                      public boolean remove(VaultKey vault, UploadId id) {
                        super.remove(vault, id);
                        return true;
                      }
                    })
            .isFailedBy("is_true_once_and_false_ever_after", "clause 5: it was removed already"),
        Break.ofUploads(
                "looks whether it is there, and then removes it",
                "Concurrency",
                (sound, storage) -> new CheckedFirst(sound))
            .isFailedBy(
                "remove_is_true_for_exactly_one_of_many", "clause 5: exactly one removed it"));
  }

  /** Knows how many rows lay before one when it was last read, and skips so many. */
  private static final class ByOffset extends Uploads {
    private final Map<UploadId, Integer> offsets = new ConcurrentHashMap<>();

    ByOffset(UploadRepository sound) {
      super(sound);
    }

    @Override
    public List<MultipartUpload> scan(VaultKey vault, Scan<UploadId> scan) {
      List<MultipartUpload> rows = super.scan(vault, Scan.first(Integer.MAX_VALUE));
      int offset = scan.startAt().map(id -> offsets.getOrDefault(id, 0)).orElse(0);
      for (int number = 0; number < rows.size(); number++) {
        offsets.put(rows.get(number).id(), number);
      }
      return rows.stream().skip(offset).limit(scan.max()).toList();
    }
  }

  /** Never forgets what it found. */
  private static final class Cached extends Uploads {
    private final Map<UploadId, MultipartUpload> found = new ConcurrentHashMap<>();

    Cached(UploadRepository sound) {
      super(sound);
    }

    @Override
    public boolean add(MultipartUpload upload) {
      boolean added = super.add(upload);
      if (added) {
        found.put(upload.id(), upload);
      }
      return added;
    }

    @Override
    public Optional<MultipartUpload> find(VaultKey vault, UploadId id) {
      return Optional.ofNullable(found.get(id))
          .filter(upload -> upload.vault().equals(vault))
          .or(() -> super.find(vault, id));
    }
  }

  /** Does in two steps what has to be one. */
  private static final class CheckedFirst extends Uploads {
    private final Window window = new Window();

    CheckedFirst(UploadRepository sound) {
      super(sound);
    }

    @Override
    public boolean remove(VaultKey vault, UploadId id) {
      boolean there = find(vault, id).isPresent();
      window.pass();
      super.remove(vault, id);
      return there;
    }
  }
}
