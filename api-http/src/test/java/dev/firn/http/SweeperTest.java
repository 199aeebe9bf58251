// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.PayloadRequest.pattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.domain.Firn;
import dev.firn.domain.content.ContentId;
import dev.firn.domain.content.Payload;
import dev.firn.domain.page.PageRequest;
import dev.firn.domain.page.Scan;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.storage.Storages;
import dev.firn.domain.upload.PartSize;
import dev.firn.domain.vault.VaultKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that sweeps by itself. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(60)
class SweeperTest {
  private static final VaultKey PHOTOS = VaultKey.of("012345678901", "photos");
  private static final Duration OFTEN = Duration.ofMillis(5);

  private static FirnHttpServer serve(Firn firn) throws Exception {
    return FirnHttpServer.over(firn).port(0).sweepInterval(OFTEN).start();
  }

  private static List<ContentId> stored(Storage storage) {
    return storage.contents().stored(Scan.first(100));
  }

  @Test
  void ends_idle_uploads_and_gives_back_their_space() throws Exception {
    try (Storage storage = Storages.open("memory:")) {
      Firn yesterday =
          Firn.builder()
              .clock(Clock.offset(Clock.systemUTC(), Duration.ofHours(-25)))
              .over(storage);
      yesterday.vaults().createVault(PHOTOS);
      yesterday.multipartUploads().initiateMultipartUpload(PHOTOS, PartSize.ofMebibytes(1));
      yesterday.archives().uploadArchive(PHOTOS, Payload.of(pattern(1000)));
      Firn today = Firn.over(storage);
      try (FirnHttpServer server = serve(today)) {
        assertTrue(server.port() > 0);
        while (today.multipartUploads().inProgress(PHOTOS).findAny().isPresent()) {
          assertFalse(Thread.interrupted(), "it takes too long");
        }
      }
      assertEquals(1, stored(storage).size(), "the archive is left alone");
    }
  }

  @Test
  void leaves_uploads_alone_that_never_expire() throws Exception {
    try (Storage storage = Storages.open("memory:")) {
      Firn firn = Firn.builder().clock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)).over(storage);
      firn.vaults().createVault(PHOTOS);
      firn.multipartUploads().initiateMultipartUpload(PHOTOS, PartSize.ofMebibytes(1));
      CountingClock clock = new CountingClock();
      Firn never = Firn.builder().clock(clock).uploadsNeverExpire().over(storage);
      try (FirnHttpServer server = serve(never)) {
        assertTrue(server.port() > 0);
        clock.awaitAsked(20);
      }
      assertEquals(
          1,
          never
              .multipartUploads()
              .listMultipartUploads(PHOTOS, PageRequest.first())
              .items()
              .size());
    }
  }

  @Test
  void a_failure_is_logged_once_until_sweeping_succeeds_and_sweeping_goes_on() throws Exception {
    try (LogCapture log = LogCapture.ofFirn();
        Storage storage = Storages.open("memory:")) {
      CountingClock clock = new CountingClock();
      clock.fails = true;
      Firn firn = Firn.builder().clock(clock).over(storage);
      try (FirnHttpServer server = serve(firn)) {
        assertTrue(server.port() > 0);
        clock.awaitAsked(20);
        assertEquals(1, log.text().lines().count(), log.text());
        clock.fails = false;
        clock.awaitAsked(20);
        clock.fails = true;
        clock.awaitAsked(20);
      }
      assertEquals(2, log.text().lines().count(), log.text());
      assertTrue(log.text().contains("Sweeping failed, and will be tried again"), log.text());
    }
  }

  @Test
  void closing_the_server_ends_the_sweeping() throws Exception {
    CountingClock clock = new CountingClock();
    try (LogCapture log = LogCapture.ofFirn()) {
      try (Firn firn = Firn.builder().clock(clock).open("memory:")) {
        try (FirnHttpServer server = serve(firn)) {
          assertTrue(server.port() > 0);
          clock.awaitAsked(3);
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
          if (thread.getName().equals("sweep")) {
            thread.join(10_000);
            assertFalse(thread.isAlive(), "no thread is left");
          }
        }
      }
      assertEquals("", log.text());
    }
  }

  @Test
  void an_interval_is_above_zero() {
    try (Firn firn = Firn.open("memory:")) {
      FirnHttpServer.Builder builder = FirnHttpServer.over(firn);
      assertThrows(IllegalArgumentException.class, () -> builder.sweepInterval(Duration.ZERO));
      assertThrows(
          IllegalArgumentException.class, () -> builder.sweepInterval(Duration.ofSeconds(-1)));
    }
  }

  /** The system's clock, which knows how often it was asked, as each sweep asks it. */
  private static final class CountingClock extends Clock {
    private final Semaphore asked = new Semaphore(0);
    private volatile boolean fails;

    void awaitAsked(int times) throws InterruptedException {
      asked.drainPermits();
      assertTrue(asked.tryAcquire(times, 30, TimeUnit.SECONDS));
    }

    @Override
    public Instant instant() {
      asked.release();
      if (fails) {
        throw new IllegalStateException("The clock stands still");
      }
      return Instant.now();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
