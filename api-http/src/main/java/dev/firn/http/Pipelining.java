// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;

/**
 * Bounds what a client gets that sends requests without waiting for answers: before the next one
 * the connection waits for its turn, and after some in a row it is closed. Jetty by itself would
 * serve hundreds that came at once before it looks at another connection.
 */
final class Pipelining extends Handler.Wrapper {
  /** After so many, one more is the last. Clients of Glacier wait for each answer. */
  private static final int MOST_IN_A_ROW = 8;

  private static final String IN_A_ROW = Pipelining.class.getName();

  Pipelining(Handler handler) {
    super(handler);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    HttpConnection connection = (HttpConnection) request.getConnectionMetaData().getConnection();
    int before = connection.getAttribute(IN_A_ROW) instanceof Integer count ? count : 0;
    if (before == MOST_IN_A_ROW) {
      Answers.closeAfter(response);
    }
    return super.handle(request, response, new Turn(request, connection, before, callback));
  }

  /** Ends a request, so that the next can begin. */
  private static final class Turn extends Callback.Nested {
    private final Request request;
    private final HttpConnection connection;
    private final int before;

    Turn(Request request, HttpConnection connection, int before, Callback callback) {
      super(callback);
      this.request = request;
      this.connection = connection;
      this.before = before;
    }

    @Override
    public void succeeded() {
      boolean isNextThere = !connection.isRequestBufferEmpty();
      connection.setAttribute(IN_A_ROW, isNextThere ? before + 1 : 0);
      if (!isNextThere) {
        super.succeeded();
        return;
      }
      try {
        request.getComponents().getExecutor().execute(super::succeeded);
      } catch (RejectedExecutionException stopping) {
        super.succeeded();
      }
    }
  }
}
