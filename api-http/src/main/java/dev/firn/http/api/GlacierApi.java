// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

import dev.firn.domain.access.RequestContext;
import dev.firn.domain.content.LinearHash;
import dev.firn.domain.error.AccessDeniedException;
import dev.firn.domain.error.GlacierException;
import dev.firn.domain.error.InvalidParameterValueException;
import dev.firn.domain.error.MissingParameterValueException;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.Region;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.VaultName;
import dev.firn.http.access.Admission;
import dev.firn.http.access.Caller;
import dev.firn.http.access.Permission;
import dev.firn.http.access.VaultPolicies;
import dev.firn.http.signature.SignedRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The API, free of any HTTP engine: takes a request apart, checks what all operations check, in the
 * order in which Glacier does, and calls the operation. Thread-safe.
 */
public final class GlacierApi {
  private static final String VERSION = "2012-06-01";

  private final Map<ApiOperation, Operation> operations;
  private final Region region;
  private final Clock clock;
  private final Admission admission;
  private final Function<VaultKey, VaultPolicies> vaultPolicies;
  private final ToLongFunction<ApiOperation> mostBytes;

  /**
   * Creates the API.
   *
   * @param operations all operations
   * @param region the region of the resources' names
   * @param clock the time that policies can ask for
   * @param admission tells who makes a request
   * @param vaultPolicies gives the policies that are in force for a vault, whether or not there is
   *     such a one
   * @param mostBytes the most bytes that a request for an operation may bring
   * @throws IllegalArgumentException if an operation is missing
   */
  public GlacierApi(
      Map<ApiOperation, Operation> operations,
      Region region,
      Clock clock,
      Admission admission,
      Function<VaultKey, VaultPolicies> vaultPolicies,
      ToLongFunction<ApiOperation> mostBytes) {
    EnumSet<ApiOperation> missing = EnumSet.allOf(ApiOperation.class);
    missing.removeAll(operations.keySet());
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException("Operations are missing: " + missing);
    }
    this.operations = Map.copyOf(operations);
    this.region = region;
    this.clock = clock;
    this.admission = admission;
    this.vaultPolicies = vaultPolicies;
    this.mostBytes = mostBytes;
  }

  /**
   * Answers a request; a refusal is an answer too.
   *
   * @param record is told what becomes known of the request
   * @throws dev.firn.domain.error.StorageException if the storage fails
   * @throws IOException if the body breaks off, or stalls
   */
  public Answer handle(HttpRequest request, RequestRecord record) throws IOException {
    try {
      Query query = new Query(request.query());
      Router.Route route = Router.route(request.method(), request.path(), query);
      record.routed(route);
      long most = mostBytes.applyAsLong(route.operation());
      SmallBody small = new SmallBody(request, most);
      Caller caller = admission.admit(signed(request), () -> bodyHash(route.operation(), small));
      record.made(caller.principal());
      checkVersion(request.header("x-amz-glacier-version"));
      BoundedBody body = new BoundedBody(request.body(), most);
      Call call =
          new Call(
              account(route.path().getOrDefault("accountId", ""), caller),
              route.path(),
              query,
              request::header,
              body,
              small,
              request.download());
      Operation operation = operation(route);
      if (!route.operation().readsBody()) {
        // A client may take its time, in which a vault is locked: so it is not between a decision
        // and what is decided.
        small.await();
      }
      permission(route, call.account())
          .require(
              caller,
              policies(route, call.account()),
              () -> context(operation, call, context(request)));
      if (route.operation().readsBody()) {
        request.header("Content-Length").ifPresent(body::check);
      } else {
        small.check();
      }
      return operation.handle(call);
    } catch (GlacierException refusal) {
      return ErrorResponses.of(refusal);
    } catch (UnknownPathException refusal) {
      return ErrorResponses.of(refusal);
    } catch (SerializationException refusal) {
      return ErrorResponses.of(refusal);
    } catch (ThrottlingException refusal) {
      return ErrorResponses.throttled();
    } catch (BadRequestException refusal) {
      return ErrorResponses.of(refusal);
    }
  }

  private Operation operation(Router.Route route) {
    return Optional.ofNullable(operations.get(route.operation())).orElseThrow();
  }

  /** What is wrong with a request is for who may make it to know, and is found again then. */
  private static RequestContext context(Operation operation, Call call, RequestContext all)
      throws IOException {
    try {
      return operation.context(call, all);
    } catch (GlacierException | SerializationException | BadRequestException refusal) {
      return all;
    }
  }

  private static SignedRequest signed(HttpRequest request) {
    return new SignedRequest(request.method(), request.path(), request.query(), request.headers());
  }

  /** A body that may be gigabytes long comes with its hash, so that it need not be kept. */
  private static LinearHash bodyHash(ApiOperation operation, SmallBody body) throws IOException {
    if (operation.readsBody()) {
      throw MissingParameterValueException.parameter("x-amz-content-sha256");
    }
    return body.hash();
  }

  private static void checkVersion(Optional<String> version) {
    String given =
        version.orElseThrow(() -> MissingParameterValueException.parameter("API version"));
    if (!given.equals(VERSION)) {
      throw InvalidParameterValueException.apiVersion(given, VERSION);
    }
  }

  private static AccountId account(String text, Caller caller) {
    if (text.equals("-")) {
      return caller.principal().account();
    }
    if (!AccountId.isAccountId(text)) {
      throw AccessDeniedException.account(text);
    }
    return new AccountId(text);
  }

  /** Returns what a vault's policies say; nothing, if it is no vault that the call is about. */
  private VaultPolicies policies(Router.Route route, AccountId owner) {
    return Optional.of(route.path().getOrDefault("vaultName", ""))
        .filter(name -> route.operation().isToVault() && VaultName.isVaultName(name))
        .map(name -> vaultPolicies.apply(new VaultKey(owner, new VaultName(name))))
        .orElse(VaultPolicies.none());
  }

  private Permission permission(Router.Route route, AccountId owner) {
    String resource = route.operation().resource(route.path());
    return new Permission(
        route.operation().actionName(),
        owner,
        "arn:aws:glacier:" + region + ":" + owner + ":" + resource,
        route.operation().isForOtherAccounts(),
        route.operation().isAboutAccessPolicy());
  }

  private RequestContext context(HttpRequest request) {
    return RequestContext.of(
        clock.instant(), request.sender().address(), request.sender().isSecure());
  }
}
