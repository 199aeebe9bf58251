/**
 * Bytes: how they come in, chunk by chunk, and out again, and the hashes that they are checked by.
 * Knows nothing of what they are the bytes of.
 */
package dev.firn.domain.content;
