/**
 * Archives: what is stored in a vault, and what a multipart upload is to become. Begin with {@link
 * dev.firn.domain.archive.Archives}, the operations. An {@link dev.firn.domain.archive.Archive} is
 * a list of {@link dev.firn.domain.archive.Part}s, which an {@link
 * dev.firn.domain.archive.ArchiveRepository} stores.
 */
package dev.firn.domain.archive;
