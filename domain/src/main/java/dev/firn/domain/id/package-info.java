/**
 * What ids are made of: text in byte order, ascending with time, and sealed against mistakes. Begin
 * with {@link dev.firn.domain.id.TimeOrderedBytes}, which a source of ids of one's own can be made
 * of.
 */
package dev.firn.domain.id;
