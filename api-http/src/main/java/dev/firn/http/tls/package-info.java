/**
 * The certificate and key of TLS, as they stand in PEM files.
 *
 * <p>Not API: public for other packages of this module alone.
 */
package dev.firn.http.tls;
