/**
 * Values that operators keep in files, and change there while the server runs.
 *
 * <p>Not API: public for other packages of this module alone.
 */
package dev.firn.http.reload;
