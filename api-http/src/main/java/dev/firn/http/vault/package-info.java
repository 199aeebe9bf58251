/** The API's operations on vaults. */
package dev.firn.http.vault;
