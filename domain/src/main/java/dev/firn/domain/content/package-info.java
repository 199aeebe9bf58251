/**
 * Bytes: how they come in, chunk by chunk, and out again, and the hashes that they are checked by.
 * Knows nothing of what they are the bytes of. Begin with {@link dev.firn.domain.content.Payload},
 * which is what a program uploads, and {@link dev.firn.domain.content.TreeHash}; a storage keeps
 * bytes in its {@link dev.firn.domain.content.ContentRepository}.
 */
package dev.firn.domain.content;
