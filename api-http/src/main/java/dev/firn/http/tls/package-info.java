/** The certificate and key of TLS, as they stand in PEM files. */
package dev.firn.http.tls;
