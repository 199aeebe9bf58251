/**
 * The Glacier vault API, for programs that embed Firn. Begin with {@link dev.firn.domain.Firn}: it
 * opens a storage by its URL, and hands out the operations.
 *
 * <p>What these take and give is in packages by concept: {@link dev.firn.domain.vault}, {@link
 * dev.firn.domain.upload}, {@link dev.firn.domain.archive}, their bytes in {@link
 * dev.firn.domain.content}, lists in {@link dev.firn.domain.page}, and what can go wrong in {@link
 * dev.firn.domain.error}. Who writes a storage begins with {@link dev.firn.domain.storage}.
 */
package dev.firn.domain;
