// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import dev.firn.domain.error.StorageException;
import dev.firn.http.api.Answer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;

/**
 * An answer whose body is read while it is sent: a chunk is read when the one before was taken, and
 * holds the thread as long as that takes. What cannot be read, or is not taken in time, ends the
 * connection, so that nobody takes what came for all. For one thread.
 */
final class Download {
  private static final Logger LOG = System.getLogger(Download.class.getName());

  /** What is written at once to a client that is slow, which has to take it in time. */
  private static final int SMALL_PIECE_BYTES = 128 << 10;

  /** What is written at once to a client that is quick. */
  private static final int LARGE_PIECE_BYTES = 1 << 20;

  /** How soon a client that is quick has taken a piece. */
  private static final long QUICK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Answer answer;
  private final Answer.Chunks body;
  private final String requestId;
  private final Request request;
  private final Response response;
  private final Duration patience;

  private int pieceBytes = SMALL_PIECE_BYTES;
  private long sent;

  /**
   * Creates it.
   *
   * @param answer has {@link Answer.Chunks}
   * @param patience how long the client may take to take a piece
   */
  Download(Answer answer, String requestId, Request request, Response response, Duration patience) {
    this.answer = answer;
    this.body = (Answer.Chunks) answer.body();
    this.requestId = requestId;
    this.request = request;
    this.response = response;
    this.patience = patience;
  }

  /**
   * Sends it.
   *
   * @param faults is told that it cannot be read
   * @param log is told, before the client has all, how many bytes are sent
   */
  void send(FaultLog faults, LongConsumer log, Callback callback) {
    Answers.begin(answer, requestId, request, response);
    ByteBuffer last;
    try {
      last = sendAllButLast();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, () -> "The client of request " + requestId + " went away", e);
      cut(e, log, callback);
      return;
    } catch (RuntimeException | Error e) {
      faults.failed(requestId, request.getMethod() + " " + request.getHttpURI().getPath(), e);
      cut(e, log, callback);
      return;
    }
    log.accept(body.length());
    response.write(
        true,
        last,
        Callback.from(callback.getInvocationType(), () -> end(callback), callback::failed));
  }

  /** What was cut off may still be on its way, and keeps its room. */
  private void end(Callback callback) {
    body.chunks().close();
    callback.succeeded();
  }

  private void cut(Throwable why, LongConsumer log, Callback callback) {
    log.accept(sent);
    // Also what is being written ends then.
    request.getConnectionMetaData().getConnection().getEndPoint().close();
    callback.failed(why);
  }

  /** Returns the last piece, which is not sent yet. */
  private ByteBuffer sendAllButLast() throws IOException {
    while (true) {
      ByteBuffer chunk = read();
      while (chunk.hasRemaining()) {
        ByteBuffer piece = take(chunk);
        int size = piece.remaining();
        if (sent + size >= body.length()) {
          return piece;
        }
        long start = System.nanoTime();
        write(piece);
        boolean isQuick = System.nanoTime() - start < QUICK_NANOS;
        pieceBytes = isQuick ? LARGE_PIECE_BYTES : SMALL_PIECE_BYTES;
        sent += size;
      }
    }
  }

  private ByteBuffer read() {
    try {
      return body.chunks().nextChunk().orElseThrow();
    } catch (IOException e) {
      throw new StorageException("What a job has put out cannot be read to its end", e);
    }
  }

  /** Takes the next piece from a chunk. */
  private ByteBuffer take(ByteBuffer chunk) {
    int size = Math.min(pieceBytes, chunk.remaining());
    ByteBuffer piece = chunk.slice(chunk.position(), size);
    chunk.position(chunk.position() + size);
    return piece;
  }

  private void write(ByteBuffer piece) throws IOException {
    Callback.Completable taken = new Callback.Completable(InvocationType.NON_BLOCKING);
    response.write(false, piece, taken);
    try {
      taken.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IOException("The connection broke off after " + sent + " bytes", e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("The client did not take what came after " + sent + " bytes", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The server stops", e);
    }
  }
}
