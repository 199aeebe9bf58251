/**
 * The server: {@link dev.firn.http.FirnHttpServer} puts the API on a socket, by Jetty, which no
 * other package knows.
 */
package dev.firn.http;
