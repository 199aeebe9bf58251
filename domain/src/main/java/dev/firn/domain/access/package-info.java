/**
 * Who may do what: a {@link dev.firn.domain.access.Policy} as IAM writes it, and the one decision
 * that {@link dev.firn.domain.access.Authorization} makes of a request and all policies that bear
 * on it. Begin there; a policy is a list of {@link dev.firn.domain.access.Statement}s.
 */
package dev.firn.domain.access;
