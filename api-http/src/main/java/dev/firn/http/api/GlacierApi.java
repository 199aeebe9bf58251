// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

import dev.firn.domain.error.AccessDeniedException;
import dev.firn.domain.error.GlacierException;
import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.error.MissingParameterValueException;
import dev.firn.domain.vault.AccountId;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The API, free of any HTTP engine: takes a request apart, checks what all operations check, in the
 * order in which Glacier does, and calls the operation. Thread-safe.
 */
public final class GlacierApi {
  private static final String VERSION = "2012-06-01";
  private static final int MOST_IGNORED_BYTES = 64 << 10;

  private final Map<ApiOperation, Operation> operations;
  private final AccountId ownAccount;

  /**
   * Creates the API.
   *
   * @param operations what is offered; all else is answered with an error that says so
   * @param ownAccount the account that {@code -} stands for
   */
  public GlacierApi(Map<ApiOperation, Operation> operations, AccountId ownAccount) {
    this.operations = Map.copyOf(operations);
    this.ownAccount = ownAccount;
  }

  /**
   * Answers a request; a refusal is an answer too.
   *
   * @throws dev.firn.domain.error.StorageException if the storage fails
   * @throws IOException if the body breaks off, or stalls
   */
  public Answer handle(HttpRequest request) throws IOException {
    try {
      Query query = new Query(request.query());
      Router.Route route = Router.route(request.method(), request.path(), query);
      checkVersion(request.headers().apply("x-amz-glacier-version"));
      Call call =
          new Call(
              account(route.path().getOrDefault("accountId", "")),
              route.path(),
              query,
              request.headers(),
              request.body());
      Operation operation =
          Optional.ofNullable(operations.get(route.operation()))
              .orElseThrow(
                  () ->
                      new BadRequestException(
                          "Firn does not offer " + route.operation().apiName() + " yet"));
      if (!route.operation().readsBody()) {
        readToEnd(request);
      }
      return operation.handle(call);
    } catch (GlacierException refusal) {
      return ErrorResponses.of(refusal);
    } catch (UnknownPathException refusal) {
      return ErrorResponses.of(refusal);
    } catch (BadRequestException refusal) {
      return ErrorResponses.of(refusal);
    }
  }

  private static void checkVersion(Optional<String> version) {
    String given =
        version.orElseThrow(() -> MissingParameterValueException.parameter("API version"));
    if (!given.equals(VERSION)) {
      throw InvalidParameterValueException.apiVersion(given, VERSION);
    }
  }

  private AccountId account(String text) {
    if (text.equals("-")) {
      return ownAccount;
    }
    if (!AccountId.isAccountId(text)) {
      throw AccessDeniedException.account(text);
    }
    return new AccountId(text);
  }

  /**
   * A body that comes with an operation that takes none is waited for, if it is small, and not
   * looked at.
   */
  private static void readToEnd(HttpRequest request) throws IOException {
    boolean saysSo =
        request.headers().apply("Content-Length").filter(GlacierApi::isTooLong).isPresent();
    if (saysSo || request.body().readNBytes(MOST_IGNORED_BYTES + 1).length > MOST_IGNORED_BYTES) {
      throw new BadRequestException(
          "The operation takes no body, and one of more than 64 KiB came with the request");
    }
  }

  private static boolean isTooLong(String contentLength) {
    return contentLength.matches("[0-9]{1,18}")
        && Long.parseLong(contentLength) > MOST_IGNORED_BYTES;
  }
}
