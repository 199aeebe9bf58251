/**
 * The server, for programs that embed it. Begin with {@link dev.firn.http.FirnHttpServer}, which
 * puts the API on a socket; {@link dev.firn.http.Limits} say what it bears, and {@link
 * dev.firn.http.credentials} whom it admits. Jetty is known to no other package, and no signature
 * mentions it.
 */
package dev.firn.http;
