/**
 * The credentials file: who has which access keys, and what its users may do. Begin with {@link
 * dev.firn.http.credentials.CredentialsFile}, which reads it again when it changes; {@link
 * dev.firn.http.credentials.CredentialsEdit} adds to one. In JSON:
 *
 * <pre>{@code
 * { "accounts": [
 *     { "id": "012345678901",
 *       "keys": [ { "accessKeyId": "AKIA...", "secretAccessKey": "..." } ],
 *       "users": [
 *         { "name": "lister",
 *           "keys": [ { "accessKeyId": "ASIA...", "secretAccessKey": "...",
 *                       "sessionToken": "...", "expires": "2027-01-01T00:00:00Z" } ],
 *           "policies": [ { "Version": "2012-10-17", "Statement": [ ... ] } ] } ] } ] }
 * }</pre>
 *
 * <p>{@code keys}, {@code users} and {@code policies} may be left out. Nothing else may stand in
 * it.
 */
package dev.firn.http.credentials;
