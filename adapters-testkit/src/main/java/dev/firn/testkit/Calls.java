// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import static dev.firn.testkit.SampleArchives.archive;
import static dev.firn.testkit.SampleArchives.bytes;
import static dev.firn.testkit.SampleArchives.content;
import static dev.firn.testkit.SampleArchives.hour;
import static dev.firn.testkit.SampleArchives.part;
import static dev.firn.testkit.SampleJobs.ended;
import static dev.firn.testkit.SampleJobs.inventory;
import static dev.firn.testkit.SampleJobs.jobId;
import static dev.firn.testkit.SampleJobs.notice;
import static dev.firn.testkit.SampleSettings.accountSettings;
import static dev.firn.testkit.SampleSettings.settings;
import static dev.firn.testkit.SampleUploads.ACCOUNT;
import static dev.firn.testkit.SampleUploads.PHOTOS;
import static dev.firn.testkit.SampleUploads.created;
import static dev.firn.testkit.SampleUploads.id;
import static dev.firn.testkit.SampleUploads.upload;

import dev.firn.domain.archive.Archive;
import dev.firn.domain.job.Job;
import dev.firn.domain.job.JobStatus;
import dev.firn.domain.job.Notice;
import dev.firn.domain.page.Scan;
import dev.firn.domain.settings.AccountSettings;
import dev.firn.domain.settings.VaultSettings;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.upload.CompletedUpload;
import dev.firn.domain.upload.Completion;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.function.Executable;

/** A call of every method of every port. */
final class Calls {
  private Calls() {}

  /** Returns them by their names, in an order in which they can be made. */
  static Map<String, Executable> of(Storage storage) {
    Archive archive = archive(PHOTOS, 1);
    CompletedUpload completed = new CompletedUpload(id(PHOTOS, 3), Completion.of(archive));
    Job ended = ended(inventory(PHOTOS, 1), JobStatus.FAILED, hour(1));
    Notice notice = notice(ended, 1, hour(1));
    Map<String, Executable> all = new LinkedHashMap<>();
    all.put("vaults.create", () -> storage.vaults().create(created(PHOTOS)));
    all.put("vaults.find", () -> storage.vaults().find(PHOTOS));
    all.put("vaults.scan", () -> storage.vaults().scan(ACCOUNT, Scan.first(1)));
    all.put("vaults.accounts", () -> storage.vaults().accounts(Scan.first(1)));
    all.put("vaults.touch", () -> storage.vaults().touch(PHOTOS, hour(1)));
    all.put("vaults.deleteIfEmpty", () -> storage.vaults().deleteIfEmpty(PHOTOS));
    all.put("uploads.add", () -> storage.uploads().add(upload(PHOTOS, 1)));
    all.put("uploads.find", () -> storage.uploads().find(PHOTOS, id(PHOTOS, 1)));
    all.put("uploads.scan", () -> storage.uploads().scan(PHOTOS, Scan.first(1)));
    all.put("uploads.remove", () -> storage.uploads().remove(PHOTOS, id(PHOTOS, 1)));
    all.put(
        "uploads.putPart",
        () -> storage.uploads().putPart(PHOTOS, id(PHOTOS, 1), part(0, 1), hour(1)));
    all.put("uploads.parts", () -> storage.uploads().parts(PHOTOS, id(PHOTOS, 1), Scan.first(1)));
    all.put("uploads.revision", () -> storage.uploads().revision(PHOTOS, id(PHOTOS, 1)));
    all.put(
        "uploads.complete", () -> storage.uploads().complete(PHOTOS, id(PHOTOS, 1), 0, archive));
    all.put("uploads.completion", () -> storage.uploads().completion(PHOTOS, id(PHOTOS, 1)));
    all.put("uploads.touch", () -> storage.uploads().touch(PHOTOS, id(PHOTOS, 1), hour(1)));
    all.put("uploads.lastActive", () -> storage.uploads().lastActive(PHOTOS, id(PHOTOS, 1)));
    all.put("uploads.completed", () -> storage.uploads().completed(PHOTOS, Scan.first(1)));
    all.put("uploads.keepCompletion", () -> storage.uploads().keepCompletion(PHOTOS, completed));
    all.put(
        "uploads.become",
        () -> storage.uploads().become(id(PHOTOS, 1), upload(PHOTOS, 2), hour(1)));
    all.put("uploads.become (an archive)", () -> storage.uploads().become(id(PHOTOS, 1), archive));
    all.put("uploads.removeIdle", () -> storage.uploads().removeIdle(hour(1), 1));
    all.put("uploads.forgetCompletions", () -> storage.uploads().forgetCompletions(hour(1), 1));
    all.put("archives.add", () -> storage.archives().add(archive, content(1)));
    all.put("archives.find", () -> storage.archives().find(PHOTOS, archive.id()));
    all.put("archives.scan", () -> storage.archives().scan(PHOTOS, Scan.first(1)));
    all.put("archives.parts", () -> storage.archives().parts(PHOTOS, archive.id(), Scan.first(1)));
    all.put("archives.remove", () -> storage.archives().remove(PHOTOS, archive.id(), hour(1)));
    all.put("jobs.add", () -> storage.jobs().add(inventory(PHOTOS, 1)));
    all.put("jobs.find", () -> storage.jobs().find(PHOTOS, jobId(PHOTOS, 1)));
    all.put("jobs.scan", () -> storage.jobs().scan(PHOTOS, Optional.empty(), Scan.first(1)));
    all.put(
        "jobs.complete", () -> storage.jobs().complete(ended, Optional.empty(), List.of(notice)));
    all.put("jobs.parts", () -> storage.jobs().parts(PHOTOS, jobId(PHOTOS, 1), Scan.first(1)));
    all.put("jobs.due", () -> storage.jobs().due(hour(1), 1));
    all.put("jobs.forget", () -> storage.jobs().forget(hour(1), 1));
    all.put("notices.due", () -> storage.notices().due(hour(1), 1));
    all.put("notices.replace", () -> storage.notices().replace(notice, notice));
    all.put("notices.remove", () -> storage.notices().remove(notice.id()));
    all.put(
        "contents.begin",
        () -> storage.contents().begin(PHOTOS, content(2), OptionalLong.empty(), hour(1)));
    all.put(
        "contents.write",
        () -> storage.contents().write(PHOTOS, content(1), 0, ByteBuffer.wrap(bytes(1))));
    all.put(
        "contents.read",
        () -> storage.contents().read(PHOTOS, content(1), 0, ByteBuffer.allocate(1 << 20)));
    all.put("contents.renew", () -> storage.contents().renew(PHOTOS, content(1), hour(1)));
    all.put("contents.abandon", () -> storage.contents().abandon(PHOTOS, content(1)));
    all.put("contents.abandonStale", () -> storage.contents().abandonStale(hour(1), 1));
    all.put("contents.removeAbandoned", () -> storage.contents().removeAbandoned(1));
    all.put("contents.stored", () -> storage.contents().stored(Scan.first(1)));
    all.put("settings.find", () -> storage.settings().find(PHOTOS));
    all.put(
        "settings.replace",
        () -> storage.settings().replace(PHOTOS, VaultSettings.none(), settings(1)));
    all.put("settings.find (an account's)", () -> storage.settings().find(ACCOUNT));
    all.put(
        "settings.replace (an account's)",
        () -> storage.settings().replace(ACCOUNT, AccountSettings.none(), accountSettings(1)));
    all.put("settings.accounts", () -> storage.settings().accounts(Scan.first(1)));
    return all;
  }
}
