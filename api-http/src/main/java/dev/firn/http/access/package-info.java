/**
 * Who makes a request, and whether they may.
 *
 * <p>Not API: public for other packages of this module alone.
 */
package dev.firn.http.access;
