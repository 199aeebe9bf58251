/**
 * Tidying up: what has expired, and what was left behind. Begin with {@link
 * dev.firn.domain.Firn#sweep}, which runs a {@link dev.firn.domain.sweep.Sweep} and tells what it
 * has {@link dev.firn.domain.sweep.Swept}.
 */
package dev.firn.domain.sweep;
