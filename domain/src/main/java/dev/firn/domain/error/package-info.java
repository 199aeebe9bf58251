/**
 * What can go wrong: a {@link dev.firn.domain.error.GlacierException} refuses a request by one of
 * the API's own error codes, and its factories hold every such message; a {@link
 * dev.firn.domain.error.StorageException} says that the storage failed.
 */
package dev.firn.domain.error;
