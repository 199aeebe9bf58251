/**
 * Tidying up: what has expired, and what was left behind. Begin with {@link
 * dev.firn.domain.Firn#sweep}, which tells what it has {@link dev.firn.domain.sweep.Swept}.
 */
package dev.firn.domain.sweep;
