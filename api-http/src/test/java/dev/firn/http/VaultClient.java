// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static dev.firn.http.WireAssertions.assertEmpty;
import static dev.firn.http.WireAssertions.header;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;

/** A plain client of one vault, photos, of a server. */
record VaultClient(WireClient server) {
  static final int MEBIBYTE = 1 << 20;
  static final String VAULT = "/-/vaults/photos";
  static final String ARN = "arn:aws:glacier:eu-west-1:012345678901:vaults/photos";

  /** Creates the vault on the server. */
  static VaultClient create(TestServer server) throws IOException, InterruptedException {
    return create(server.client());
  }

  /** Creates the vault on a server that may be of another process, unless it is there already. */
  static VaultClient create(WireClient server) throws IOException, InterruptedException {
    assertEmpty(201, server.send("PUT", VAULT));
    return new VaultClient(server);
  }

  /** Initiates an upload with parts of so many MiB, and returns its path. */
  String initiate(int partMebibytes, String... headers) throws IOException, InterruptedException {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "x-amz-part-size";
    all[headers.length + 1] = Integer.toString(partMebibytes * MEBIBYTE);
    HttpResponse<String> initiated = server.send("POST", VAULT + "/multipart-uploads", all);
    return VAULT + "/multipart-uploads/" + header(initiated, "x-amz-multipart-upload-id");
  }

  HttpResponse<String> upload(String upload, PayloadRequest part)
      throws IOException, InterruptedException {
    return server.send("PUT", upload, part.body(), part.headerLines());
  }

  /** Uploads a part, which must be accepted. */
  void part(String upload, long first, byte[] bytes) throws IOException, InterruptedException {
    assertEmpty(204, upload(upload, PayloadRequest.part(first, bytes)));
  }

  HttpResponse<String> complete(String upload, long size, String treeHash)
      throws IOException, InterruptedException {
    return server.send(
        "POST",
        upload,
        "x-amz-archive-size",
        Long.toString(size),
        "x-amz-sha256-tree-hash",
        treeHash);
  }

  HttpResponse<String> archive(PayloadRequest archive) throws IOException, InterruptedException {
    return server.send("POST", VAULT + "/archives", archive.body(), archive.headerLines());
  }

  /** Uploads an archive, which must be accepted, and returns its id. */
  String archive(byte[] bytes) throws IOException, InterruptedException {
    return header(archive(PayloadRequest.archive(bytes)), "x-amz-archive-id");
  }

  HttpResponse<String> job(String parameters) throws IOException, InterruptedException {
    return server.send("POST", VAULT + "/jobs", BodyPublishers.ofString(parameters));
  }

  /** Initiates a job, which must be accepted, and returns its path. */
  String initiated(String parameters) throws IOException, InterruptedException {
    HttpResponse<String> answer = job(parameters);
    assertEmpty(202, answer);
    return VAULT + "/jobs/" + header(answer, "x-amz-job-id");
  }

  /** Initiates the retrieval of an archive, and returns the job's path. */
  String retrieval(String archive) throws IOException, InterruptedException {
    return initiated("{\"Type\":\"archive-retrieval\",\"ArchiveId\":\"" + archive + "\"}");
  }

  /** Sends JSON, or whatever else the text is, labelled as some clients label it. */
  HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return server.send(
        method,
        VAULT + path,
        BodyPublishers.ofString(body),
        "Content-Type",
        "application/x-www-form-urlencoded");
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return server.send("GET", path);
  }

  HttpResponse<String> delete(String path) throws IOException, InterruptedException {
    return server.send("DELETE", path);
  }

  /** Returns the id at the end of a path. */
  static String id(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
