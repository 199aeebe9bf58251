/** The API's operations on archives. */
package dev.firn.http.archive;
