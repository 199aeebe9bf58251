// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

import dev.firn.domain.error.MissingParameterValueException;
import dev.firn.domain.error.ResourceNotFoundException;
import dev.firn.domain.page.Limit;
import dev.firn.domain.page.Marker;
import dev.firn.domain.page.PageRequest;
import dev.firn.domain.vault.AccountId;
import dev.firn.domain.vault.VaultKey;
import dev.firn.domain.vault.VaultName;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * One call of an operation: what is left of a request when its path has been understood.
 *
 * @param account the account that the call is about; {@code -} has been resolved
 * @param path the path's parameters by their names, decoded
 * @param query the query's parameters
 * @param headers gives a header's value by its name, in whatever case
 * @param body the body, if it is the operation's to read. Nothing is read from it before all that
 *     can be refused without it is: some clients wait for leave to send it
 * @param small the body of all other operations
 * @param download takes a place for an answer whose body is read while it is sent: see {@link
 *     #takePlaceForDownload}
 */
public record Call(
    AccountId account,
    Map<String, String> path,
    Query query,
    Function<String, Optional<String>> headers,
    InputStream body,
    SmallBody small,
    BooleanSupplier download) {

  /**
   * Returns a parameter of the path.
   *
   * @throws MissingParameterValueException if it is empty
   */
  public String parameter(String name) {
    return Optional.ofNullable(path.get(name))
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> MissingParameterValueException.parameter(name));
  }

  /**
   * Returns the vault that the path names, which may or may not exist.
   *
   * @throws ResourceNotFoundException if what the path has cannot name a vault, and so none can
   *     exist
   */
  public VaultKey vault() {
    String name = parameter("vaultName");
    if (!VaultName.isVaultName(name)) {
      throw ResourceNotFoundException.vault(name);
    }
    return new VaultKey(account, new VaultName(name));
  }

  /** Returns a header's value, or empty if it is not there. */
  public Optional<String> header(String name) {
    return headers.apply(name);
  }

  /**
   * Returns a header's value.
   *
   * @param name as the API spells it
   * @throws MissingParameterValueException if it is not there, or blank
   */
  public String requiredHeader(String name) {
    return header(name)
        .filter(value -> !value.isBlank())
        .orElseThrow(() -> MissingParameterValueException.parameter(name));
  }

  /**
   * Returns the object that the body is.
   *
   * @param what what is missing if there is no body, as the API names it
   * @throws MissingParameterValueException if there is none
   * @throws SerializationException if it is not one JSON object
   * @throws BadRequestException if it is not small
   * @throws IOException if it breaks off, or stalls
   */
  public JsonBody json(String what) throws IOException {
    byte[] bytes = small.bytes();
    if (bytes.length == 0) {
      throw MissingParameterValueException.parameter(what);
    }
    return JsonBody.read(bytes);
  }

  /**
   * Takes a place for an answer whose body is read while it is sent: to be called once, when all
   * that can be refused without reading it is, and before anything of it is read.
   *
   * @throws ThrottlingException if all places are taken
   */
  public void takePlaceForDownload() {
    if (!download.getAsBoolean()) {
      throw new ThrottlingException();
    }
  }

  /**
   * Returns the page that the query asks for by {@code limit} and {@code marker}; an empty marker
   * is the start.
   *
   * @param maximum the most items on a page of this listing; a larger limit is no error
   * @throws dev.firn.domain.error.InvalidParameterValueException if the limit is not a whole number
   *     above zero
   */
  public PageRequest page(int maximum) {
    return new PageRequest(
        query.parameter("marker").filter(text -> !text.isEmpty()).map(Marker::new),
        query.parameter("limit").map(text -> Limit.parse(text, maximum)));
  }
}
