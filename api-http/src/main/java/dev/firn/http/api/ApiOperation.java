// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The operations of the Glacier API, version 2012-06-01: all 33, by method and path. A path
 * parameter is written in braces. The two that share method and path are told apart by the query
 * parameter {@code operation}.
 */
public enum ApiOperation {
  ABORT_MULTIPART_UPLOAD("DELETE", "/{accountId}/vaults/{vaultName}/multipart-uploads/{uploadId}"),
  ABORT_VAULT_LOCK("DELETE", "/{accountId}/vaults/{vaultName}/lock-policy"),
  ADD_TAGS_TO_VAULT("POST", "/{accountId}/vaults/{vaultName}/tags", "add"),
  COMPLETE_MULTIPART_UPLOAD("POST", "/{accountId}/vaults/{vaultName}/multipart-uploads/{uploadId}"),
  COMPLETE_VAULT_LOCK("POST", "/{accountId}/vaults/{vaultName}/lock-policy/{lockId}"),
  CREATE_VAULT("PUT", "/{accountId}/vaults/{vaultName}"),
  DELETE_ARCHIVE("DELETE", "/{accountId}/vaults/{vaultName}/archives/{archiveId}"),
  DELETE_VAULT("DELETE", "/{accountId}/vaults/{vaultName}"),
  DELETE_VAULT_ACCESS_POLICY("DELETE", "/{accountId}/vaults/{vaultName}/access-policy"),
  DELETE_VAULT_NOTIFICATIONS(
      "DELETE", "/{accountId}/vaults/{vaultName}/notification-configuration"),
  DESCRIBE_JOB("GET", "/{accountId}/vaults/{vaultName}/jobs/{jobId}"),
  DESCRIBE_VAULT("GET", "/{accountId}/vaults/{vaultName}"),
  GET_DATA_RETRIEVAL_POLICY("GET", "/{accountId}/policies/data-retrieval"),
  GET_JOB_OUTPUT("GET", "/{accountId}/vaults/{vaultName}/jobs/{jobId}/output"),
  GET_VAULT_ACCESS_POLICY("GET", "/{accountId}/vaults/{vaultName}/access-policy"),
  GET_VAULT_LOCK("GET", "/{accountId}/vaults/{vaultName}/lock-policy"),
  GET_VAULT_NOTIFICATIONS("GET", "/{accountId}/vaults/{vaultName}/notification-configuration"),
  INITIATE_JOB("POST", "/{accountId}/vaults/{vaultName}/jobs"),
  INITIATE_MULTIPART_UPLOAD("POST", "/{accountId}/vaults/{vaultName}/multipart-uploads"),
  INITIATE_VAULT_LOCK("POST", "/{accountId}/vaults/{vaultName}/lock-policy"),
  LIST_JOBS("GET", "/{accountId}/vaults/{vaultName}/jobs"),
  LIST_MULTIPART_UPLOADS("GET", "/{accountId}/vaults/{vaultName}/multipart-uploads"),
  LIST_PARTS("GET", "/{accountId}/vaults/{vaultName}/multipart-uploads/{uploadId}"),
  LIST_PROVISIONED_CAPACITY("GET", "/{accountId}/provisioned-capacity"),
  LIST_TAGS_FOR_VAULT("GET", "/{accountId}/vaults/{vaultName}/tags"),
  LIST_VAULTS("GET", "/{accountId}/vaults"),
  PURCHASE_PROVISIONED_CAPACITY("POST", "/{accountId}/provisioned-capacity"),
  REMOVE_TAGS_FROM_VAULT("POST", "/{accountId}/vaults/{vaultName}/tags", "remove"),
  SET_DATA_RETRIEVAL_POLICY("PUT", "/{accountId}/policies/data-retrieval"),
  SET_VAULT_ACCESS_POLICY("PUT", "/{accountId}/vaults/{vaultName}/access-policy"),
  SET_VAULT_NOTIFICATIONS("PUT", "/{accountId}/vaults/{vaultName}/notification-configuration"),
  UPLOAD_ARCHIVE("POST", "/{accountId}/vaults/{vaultName}/archives"),
  UPLOAD_MULTIPART_PART("PUT", "/{accountId}/vaults/{vaultName}/multipart-uploads/{uploadId}");

  private final String method;
  private final PathTemplate template;
  private final Optional<String> selector;

  ApiOperation(String method, String path) {
    this(method, path, Optional.empty());
  }

  ApiOperation(String method, String path, String selector) {
    this(method, path, Optional.of(selector));
  }

  ApiOperation(String method, String path, Optional<String> selector) {
    this.method = method;
    this.template = new PathTemplate(path);
    this.selector = selector;
  }

  /**
   * Returns the operation's name as the API writes it, for example {@code ListMultipartUploads}.
   */
  public String apiName() {
    StringBuilder name = new StringBuilder();
    for (String word : name().split("_", -1)) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.toString();
  }

  /**
   * Returns the action that policies allow or deny, for example {@code
   * glacier:ListMultipartUploads}.
   */
  public String actionName() {
    return "glacier:" + apiName();
  }

  /**
   * Returns what the operation is done to, as the last part of an ARN has it: a vault, if the path
   * names one.
   */
  String resource(Map<String, String> path) {
    return switch (this) {
      case GET_DATA_RETRIEVAL_POLICY, SET_DATA_RETRIEVAL_POLICY ->
          "policies/retrieval-limit-policy";
      case LIST_PROVISIONED_CAPACITY, PURCHASE_PROVISIONED_CAPACITY -> "provisioned-capacity";
      default -> "vaults/" + path.getOrDefault("vaultName", "");
    };
  }

  /** Tells whether it is done to a vault that is there, so that the vault's policies bear on it. */
  boolean isToVault() {
    return switch (this) {
      case CREATE_VAULT, LIST_VAULTS -> false;
      case GET_DATA_RETRIEVAL_POLICY, SET_DATA_RETRIEVAL_POLICY -> false;
      case LIST_PROVISIONED_CAPACITY, PURCHASE_PROVISIONED_CAPACITY -> false;
      default -> true;
    };
  }

  /** Tells whether a vault's access policy can allow it to another account. */
  boolean isForOtherAccounts() {
    return switch (this) {
      case ADD_TAGS_TO_VAULT, LIST_TAGS_FOR_VAULT, REMOVE_TAGS_FROM_VAULT -> false;
      case INITIATE_VAULT_LOCK, COMPLETE_VAULT_LOCK, ABORT_VAULT_LOCK -> false;
      default -> isToVault();
    };
  }

  /**
   * Tells whether the account that owns a vault may do it whatever the vault's access policy says,
   * so that it cannot lock itself out.
   */
  boolean isAboutAccessPolicy() {
    return switch (this) {
      case GET_VAULT_ACCESS_POLICY, SET_VAULT_ACCESS_POLICY, DELETE_VAULT_ACCESS_POLICY -> true;
      default -> false;
    };
  }

  /**
   * Tells whether the body is the operation's own to read, as its bytes are what it is about, and
   * there may be gigabytes of them.
   */
  boolean readsBody() {
    return this == UPLOAD_ARCHIVE || this == UPLOAD_MULTIPART_PART;
  }

  /**
   * Returns the path's parameters by name if this operation has such a path, whatever the method.
   */
  Optional<Map<String, String>> match(List<String> segments) {
    return template.match(segments);
  }

  /**
   * Tells whether a request with this method, to a path that matches, may be for this operation.
   */
  boolean isCalledBy(String requestMethod) {
    return method.equals(requestMethod);
  }

  /**
   * Tells whether a request with this method and query, to a path that matches, is for this
   * operation.
   */
  boolean accepts(String requestMethod, Query query) {
    return isCalledBy(requestMethod)
        && (selector.isEmpty() || selector.equals(query.parameter("operation")));
  }
}
