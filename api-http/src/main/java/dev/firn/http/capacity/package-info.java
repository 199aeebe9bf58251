/**
 * The API's operations on provisioned capacity.
 *
 * <p>Not API: public for other packages of this module alone.
 */
package dev.firn.http.capacity;
