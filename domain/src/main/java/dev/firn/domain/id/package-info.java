/**
 * What ids are made of: text in byte order, ascending with time, and sealed against mistakes.
 *
 * <p>Not API: public for other packages of this module alone.
 */
package dev.firn.domain.id;
