/** Tidying up: what has expired, and what was left behind. */
package dev.firn.domain.sweep;
