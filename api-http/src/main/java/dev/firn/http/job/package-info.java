/**
 * The API's operations on jobs.
 *
 * <p>Not API: public for other packages of this module alone.
 */
package dev.firn.http.job;
