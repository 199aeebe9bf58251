/**
 * Access keys: a {@link dev.firn.http.key.AccessKey} is what a caller signs requests with, for good
 * or, with a {@link dev.firn.http.key.SessionToken}, for a while.
 */
package dev.firn.http.key;
