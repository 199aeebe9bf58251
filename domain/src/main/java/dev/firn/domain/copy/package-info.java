/**
 * Moving all that is stored from one storage to another, whichever these are, as only their ports
 * are used. {@link dev.firn.domain.copy.Copy} copies what is missing; {@link
 * dev.firn.domain.copy.Comparison} compares two storages to the last byte.
 */
package dev.firn.domain.copy;
