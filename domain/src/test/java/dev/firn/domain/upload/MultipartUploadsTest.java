// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.Firn;
import dev.firn.domain.archive.ArchiveDescription;
import dev.firn.domain.error.GlacierException;
import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.error.LimitExceededException;
import dev.firn.domain.error.ResourceNotFoundException;
import dev.firn.domain.page.Marker;
import dev.firn.domain.page.Page;
import dev.firn.domain.page.PageRequest;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.Region;
import dev.firn.domain.vault.Vault;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.Vaults;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * The policy that is in the domain, over a fake storage; what storages promise is for the contract
 * kit.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MultipartUploadsTest {
  private static final VaultKey PHOTOS = VaultKey.of("111122223333", "photos");
  private static final String PHOTOS_ARN = "arn:aws:glacier:eu-west-1:111122223333:vaults/photos";
  private static final Instant NOW = Instant.parse("2026-01-10T12:00:00.007Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final FakeStorage storage = new FakeStorage();
  private final Firn firn = firn(new TimeOrderedUploadIds(CLOCK, new Random(1)));

  private Firn firn(UploadIdSource ids) {
    return Firn.builder().region(new Region("eu-west-1")).clock(CLOCK).uploadIds(ids).over(storage);
  }

  private MultipartUpload initiate() {
    return firn.multipartUploads().initiateMultipartUpload(PHOTOS, PartSize.ofMebibytes(4));
  }

  private static String message(Class<? extends GlacierException> type, Runnable call) {
    return String.valueOf(assertThrows(type, call::run).getMessage());
  }

  @Test
  void an_upload_is_dated_by_the_clock_and_named_by_the_source() {
    firn.vaults().createVault(PHOTOS);
    ArchiveDescription description = new ArchiveDescription("holiday");
    MultipartUpload upload =
        firn.multipartUploads()
            .initiateMultipartUpload(PHOTOS, PartSize.ofMebibytes(1), description);
    assertEquals(
        new MultipartUpload(
            new TimeOrderedUploadIds(CLOCK, new Random(1)).next(PHOTOS),
            PHOTOS,
            description,
            PartSize.ofMebibytes(1),
            NOW),
        upload);
    assertEquals(List.of(upload), firn.multipartUploads().inProgress(PHOTOS).toList());
  }

  @Test
  void a_source_that_seals_for_another_vault_is_found_out() {
    firn.vaults().createVault(PHOTOS);
    VaultKey films = VaultKey.of("111122223333", "films");
    UploadIdSource careless = vault -> new TimeOrderedUploadIds(CLOCK, new Random(1)).next(films);
    assertThrows(
        IllegalStateException.class,
        () ->
            firn(careless)
                .multipartUploads()
                .initiateMultipartUpload(PHOTOS, PartSize.ofMebibytes(1)));
  }

  @Test
  void a_vault_that_is_absent_is_named_by_its_arn() {
    VaultKey absent = PHOTOS;
    MultipartUploads uploads = firn.multipartUploads();
    UploadId id = new TimeOrderedUploadIds(CLOCK, new Random(1)).next(absent);
    List<Runnable> calls =
        List.of(
            () -> firn.vaults().describeVault(absent),
            () -> uploads.initiateMultipartUpload(absent, PartSize.ofMebibytes(1)),
            () -> uploads.listMultipartUploads(absent, PageRequest.first()),
            () -> uploads.inProgress(absent).forEach(upload -> {}),
            () -> uploads.abortMultipartUpload(absent, id));
    for (Runnable call : calls) {
      assertEquals(
          "Vault not found for ARN: " + PHOTOS_ARN, message(ResourceNotFoundException.class, call));
    }
  }

  @Test
  void a_page_holds_at_most_fifty() {
    firn.vaults().createVault(PHOTOS);
    List<MultipartUpload> uploads = Stream.generate(this::initiate).limit(51).toList();
    for (PageRequest request :
        List.of(
            PageRequest.first(),
            PageRequest.first().withLimit(50),
            PageRequest.first().withLimit(51),
            PageRequest.first().withLimit(Integer.MAX_VALUE))) {
      Page<MultipartUpload> page = firn.multipartUploads().listMultipartUploads(PHOTOS, request);
      assertEquals(uploads.subList(0, 50), page.items());
      assertEquals(Optional.of(new Marker(uploads.get(50).id().text())), page.next());
    }
  }

  @Test
  void a_marker_is_an_id_that_was_made_for_this_vault() {
    firn.vaults().createVault(PHOTOS);
    VaultKey films = VaultKey.of("111122223333", "films");
    firn.vaults().createVault(films);
    String own = initiate().id().text();
    String others =
        firn.multipartUploads().initiateMultipartUpload(films, PartSize.ofMebibytes(1)).id().text();
    String tampered =
        own.substring(0, 20) + (own.charAt(20) == 'A' ? 'B' : 'A') + own.substring(21);
    for (String text : List.of("null", "1001", others, tampered, own.substring(1), PHOTOS_ARN)) {
      assertEquals(
          "Invalid marker: "
              + text
              + ". A marker is the Marker of an earlier page of the same listing.",
          message(
              InvalidParameterValueException.class,
              () ->
                  firn.multipartUploads()
                      .listMultipartUploads(
                          PHOTOS, PageRequest.first().startingAt(new Marker(text)))));
    }
    assertEquals(
        1,
        firn.multipartUploads()
            .listMultipartUploads(PHOTOS, PageRequest.first().startingAt(new Marker(own)))
            .items()
            .size());
  }

  @Test
  void aborting_again_does_nothing_and_aborting_what_never_was_is_not_found() {
    firn.vaults().createVault(PHOTOS);
    UploadId id = initiate().id();
    firn.multipartUploads().abortMultipartUpload(PHOTOS, id);
    firn.multipartUploads().abortMultipartUpload(PHOTOS, id);
    UploadId madeUp = UploadId.mint(VaultKey.of("111122223333", "films"), NOW, 1, new byte[52]);
    assertEquals(
        "The upload ID was not found: " + madeUp,
        message(
            ResourceNotFoundException.class,
            () -> firn.multipartUploads().abortMultipartUpload(PHOTOS, madeUp)));
  }

  @Test
  void a_stream_reads_a_page_when_it_comes_to_it_and_not_before() {
    firn.vaults().createVault(PHOTOS);
    for (int i = 0; i < 120; i++) {
      initiate();
    }
    storage.scans = 0;
    assertEquals(50, firn.multipartUploads().inProgress(PHOTOS).limit(50).count());
    assertEquals(1, storage.scans);
  }

  @Test
  void a_vault_with_an_upload_in_progress_is_not_deleted() {
    firn.vaults().createVault(PHOTOS);
    UploadId id = initiate().id();
    assertEquals(
        "Vault not empty or recently written to: " + PHOTOS_ARN,
        message(InvalidParameterValueException.class, () -> firn.vaults().deleteVault(PHOTOS)));
    firn.multipartUploads().abortMultipartUpload(PHOTOS, id);
    firn.vaults().deleteVault(PHOTOS);
    firn.vaults().deleteVault(PHOTOS);
    assertEquals(Optional.empty(), storage.vaults().find(PHOTOS));
  }

  @Test
  void an_account_has_at_most_a_thousand_vaults_on_pages_of_ten() {
    AccountId account = PHOTOS.account();
    for (int i = 0; i < Vaults.MOST_VAULTS; i++) {
      firn.vaults().createVault(VaultKey.of(account.value(), "vault-" + i));
    }
    firn.vaults().createVault(VaultKey.of(account.value(), "vault-7"));
    firn.vaults().createVault(VaultKey.of("999999999999", "photos"));
    assertTrue(
        message(LimitExceededException.class, () -> firn.vaults().createVault(PHOTOS))
            .contains("1000 vaults"));
    Page<Vault> page = firn.vaults().listVaults(account, PageRequest.first().withLimit(1_000));
    assertEquals(10, page.items().size());
    assertEquals(
        Optional.of(new Marker("arn:aws:glacier:eu-west-1:111122223333:vaults/vault-107")),
        page.next());
    assertEquals(
        "vault-107",
        firn.vaults()
            .listVaults(account, PageRequest.first().startingAt(page.next().orElseThrow()))
            .items()
            .get(0)
            .key()
            .name()
            .value());
  }

  @Test
  void a_marker_of_vaults_is_an_arn_of_this_region_and_account() {
    for (String text :
        List.of(
            "photos",
            "arn:aws:glacier:us-east-1:111122223333:vaults/photos",
            "arn:aws:glacier:eu-west-1:999999999999:vaults/photos",
            "arn:aws:glacier:eu-west-1:111122223333:vaults/",
            "arn:aws:glacier:eu-west-1:111122223333:vaults/a b")) {
      assertThrows(
          InvalidParameterValueException.class,
          () ->
              firn.vaults()
                  .listVaults(PHOTOS.account(), PageRequest.first().startingAt(new Marker(text))),
          text);
    }
  }
}
