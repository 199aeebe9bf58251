/**
 * The Glacier REST API, free of any HTTP engine: {@link dev.firn.http.api.GlacierApi} finds the
 * {@link dev.firn.http.api.ApiOperation} that a request is for, makes a {@link
 * dev.firn.http.api.Call} of it and has the {@link dev.firn.http.api.Operation} answer.
 *
 * <p>Not API: public for other packages of this module alone.
 */
package dev.firn.http.api;
