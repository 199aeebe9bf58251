/**
 * The API's operations on multipart uploads.
 *
 * <p>Not API: public for other packages of this module alone.
 */
package dev.firn.http.upload;
