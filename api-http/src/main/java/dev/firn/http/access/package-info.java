/** Who makes a request, and whether they may. */
package dev.firn.http.access;
