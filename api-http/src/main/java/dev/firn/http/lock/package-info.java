/**
 * The API's operations on vault locks.
 *
 * <p>Not API: public for other packages of this module alone.
 */
package dev.firn.http.lock;
