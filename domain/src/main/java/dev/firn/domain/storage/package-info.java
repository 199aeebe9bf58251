/**
 * Where the author of a backend starts: a {@link dev.firn.domain.storage.StorageProvider} opens a
 * {@link dev.firn.domain.storage.Storage} for a URL of its scheme, and the storage hands out the
 * ports. The contract kit proves that they keep their word.
 */
package dev.firn.domain.storage;
