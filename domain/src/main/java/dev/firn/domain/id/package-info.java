/**
 * What ids are made of: text in byte order, ascending with time, and sealed against mistakes. Begin
 * with {@link dev.firn.domain.id.TimeOrderedBytes}.
 *
 * <p>Not API: public for other packages of this module, and for the contract kit.
 */
package dev.firn.domain.id;
