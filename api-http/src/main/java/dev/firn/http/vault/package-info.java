/**
 * The API's operations on vaults.
 *
 * <p>Not API: public for other packages of this module alone.
 */
package dev.firn.http.vault;
