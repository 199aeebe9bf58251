// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.benchmark;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The first and the last 50 of many uploads in progress, as Firn lists them and as S3Proxy does,
 * which has them in memory as well. Each page is asked for in turn, over connections that are kept.
 */
public final class BesideS3Proxy {
  private static final List<Integer> UPLOADS = List.of(1_000, 10_000, 100_000);
  private static final int PAGE = 50;
  private static final int MOST_ROUNDS = 500;
  private static final Duration MOST_TIME = Duration.ofSeconds(30);

  private BesideS3Proxy() {}

  /**
   * Prints the medians, and how they compare, as a table in Markdown.
   *
   * @param arguments the URI of a Firn, and of an S3Proxy; both may still be starting
   */
  public static void main(String[] arguments) throws Exception {
    Service firn = new Glacier(URI.create(arguments[0]));
    Service s3Proxy = new S3(URI.create(arguments[1]));
    firn.await();
    s3Proxy.await();
    System.out.println("| uploads | page | Firn, ms | S3Proxy, ms | S3Proxy / Firn |");
    System.out.println("| --- | --- | --- | --- | --- |");
    for (int uploads : UPLOADS) {
      List<String> firnPages = firn.fill(uploads);
      List<String> s3ProxyPages = s3Proxy.fill(uploads);
      for (int page = 0; page < firnPages.size(); page++) {
        double[] medians = measure(firn, firnPages.get(page), s3Proxy, s3ProxyPages.get(page));
        System.out.printf(
            Locale.ROOT,
            "| %d | %s | %.2f | %.2f | %.0f |%n",
            uploads,
            page == 0 ? "first" : "last",
            medians[0],
            medians[1],
            medians[1] / medians[0]);
      }
    }
  }

  private static double[] measure(Service firn, String firnPage, Service s3Proxy, String s3Page)
      throws Exception {
    long[][] times = new long[2][MOST_ROUNDS];
    int rounds = 0;
    for (long end = System.nanoTime() + MOST_TIME.toNanos();
        rounds < MOST_ROUNDS && System.nanoTime() < end;
        rounds++) {
      times[0][rounds] = firn.time(firnPage);
      times[1][rounds] = s3Proxy.time(s3Page);
    }
    int measured = rounds;
    return Arrays.stream(times).mapToDouble(all -> median(all, measured)).toArray();
  }

  /** The first fifth is not counted: it warms up. */
  private static double median(long[] times, int count) {
    long[] counted = Arrays.copyOfRange(times, count / 5, count);
    Arrays.sort(counted);
    return counted[counted.length / 2] / 1e6;
  }

  /** What lists uploads over HTTP. */
  private abstract static class Service {
    private final URI uri;
    private final Pattern upload;
    private final String[] headers;
    private final HttpClient client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Service(URI uri, String upload, String... headers) {
      this.uri = uri;
      this.upload = Pattern.compile(upload);
      this.headers = headers;
    }

    /** Initiates uploads, and returns the paths of the first and of the last page of them. */
    abstract List<String> fill(int uploads) throws Exception;

    /** Waits until there is an answer. */
    void await() throws Exception {
      for (int tries = 0; tries < 600; tries++) {
        try {
          send("GET", "/");
          return;
        } catch (ConnectException e) {
          Thread.sleep(100);
        }
      }
      throw new IllegalStateException("No answer from " + uri);
    }

    HttpResponse<String> send(String method, String path) throws Exception {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(uri.resolve(path)).method(method, BodyPublishers.noBody());
      if (headers.length > 0) {
        request.headers(headers);
      }
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    String sendSurely(String method, String path) {
      try {
        HttpResponse<String> answer = sendAgain(method, path);
        if (answer.statusCode() / 100 != 2) {
          throw new IOException(answer + ": " + answer.body());
        }
        return answer.headers().firstValue("Location").orElse("");
      } catch (Exception e) {
        throw new IllegalStateException(method + " " + path + " failed", e);
      }
    }

    /** Sends a request, and once more if the connection was closed as it had been idle. */
    private HttpResponse<String> sendAgain(String method, String path) throws Exception {
      try {
        return send(method, path);
      } catch (IOException idle) {
        return send(method, path);
      }
    }

    long time(String page) throws Exception {
      long start = System.nanoTime();
      String body = send("GET", page).body();
      long time = System.nanoTime() - start;
      if (upload.matcher(body).results().count() != PAGE) {
        throw new IllegalStateException("Not a page of 50 uploads: " + body);
      }
      return time;
    }
  }

  private static final class Glacier extends Service {
    Glacier(URI uri) {
      super(
          uri,
          "\"MultipartUploadId\":",
          "x-amz-glacier-version",
          "2012-06-01",
          "x-amz-part-size",
          "1048576");
    }

    @Override
    List<String> fill(int uploads) throws Exception {
      String vault = "/-/vaults/of-" + uploads;
      sendSurely("PUT", vault);
      String[] ids = new String[uploads];
      DataSets.forEach(
          uploads,
          number ->
              ids[number] =
                  sendSurely("POST", vault + "/multipart-uploads").replaceFirst(".*/", ""));
      Arrays.sort(ids);
      String pages = vault + "/multipart-uploads?limit=" + PAGE;
      return List.of(pages, pages + "&marker=" + ids[uploads - PAGE]);
    }
  }

  private static final class S3 extends Service {
    S3(URI uri) {
      super(uri, "<UploadId>");
    }

    @Override
    List<String> fill(int uploads) throws Exception {
      String bucket = "/of-" + uploads;
      sendSurely("PUT", bucket);
      String[] keys =
          IntStream.range(0, uploads).mapToObj("key-%07d"::formatted).toArray(String[]::new);
      DataSets.forEach(
          uploads, number -> sendSurely("POST", bucket + "/" + keys[number] + "?uploads"));
      String pages = bucket + "?uploads&max-uploads=" + PAGE;
      return List.of(pages, pages + "&key-marker=" + keys[uploads - PAGE - 1]);
    }
  }
}
