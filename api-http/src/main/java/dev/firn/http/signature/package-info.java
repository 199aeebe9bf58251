/**
 * Authentication by AWS Signature Version 4, in the Authorization header and free of any HTTP
 * engine: a {@link dev.firn.http.signature.SignatureVerifier} makes a {@link
 * dev.firn.http.signature.SignatureClaim} of a request, which tells who signed it once the hash of
 * the payload is known.
 *
 * <p>Follows "Signing Requests" of the API reference. A signature covers the method, the path, the
 * query, the headers that it names and the payload; of the headers, those that it must name are the
 * host, the date and the API's own.
 *
 * <p>Not API: public for other packages of this module alone.
 */
package dev.firn.http.signature;
