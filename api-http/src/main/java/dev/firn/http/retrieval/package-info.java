/**
 * The API's operations on data retrieval policies.
 *
 * <p>Not API: public for other packages of this module alone.
 */
package dev.firn.http.retrieval;
