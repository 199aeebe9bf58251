/**
 * The API's operations on the tags of vaults.
 *
 * <p>Not API: public for other packages of this module alone.
 */
package dev.firn.http.tag;
