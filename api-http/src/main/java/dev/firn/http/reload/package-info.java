/** Values that operators keep in files, and change there while the server runs. */
package dev.firn.http.reload;
