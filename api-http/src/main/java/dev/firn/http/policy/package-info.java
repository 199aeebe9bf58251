/**
 * Reads policies as IAM writes them in JSON, and refuses what it does not understand, with its
 * place: {@link dev.firn.http.policy.PolicyReader}.
 *
 * <p>Not API: public for other packages of this module alone.
 */
package dev.firn.http.policy;
