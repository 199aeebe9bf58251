/**
 * The API's operations on archives.
 *
 * <p>Not API: public for other packages of this module alone.
 */
package dev.firn.http.archive;
