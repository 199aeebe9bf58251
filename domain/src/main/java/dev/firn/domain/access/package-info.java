/**
 * Who may do what: a {@link dev.firn.domain.access.Policy} as IAM writes it, and the one decision
 * that {@link dev.firn.domain.access.Authorization} makes of a request and all policies that bear
 * on it.
 */
package dev.firn.domain.access;
