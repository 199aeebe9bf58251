/** The API's operations on multipart uploads. */
package dev.firn.http.upload;
