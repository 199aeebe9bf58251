/**
 * The contract kit. Whoever writes a storage backend extends {@link
 * dev.firn.testkit.StorageContract} and {@link dev.firn.testkit.StorageProviderContract} in its
 * tests; {@link dev.firn.testkit.SampleUploads} and {@link dev.firn.testkit.SampleArchives} have
 * vaults, uploads, contents, parts and archives for tests of one's own.
 */
package dev.firn.testkit;
