/**
 * Moving all that is stored from one storage to another, whichever these are, as only their ports
 * are used. Begin with {@link dev.firn.domain.copy.Copy}, which copies what is missing; {@link
 * dev.firn.domain.copy.Comparison} compares two storages to the last byte. A {@link
 * dev.firn.domain.copy.Watcher} is told how either gets on.
 */
package dev.firn.domain.copy;
