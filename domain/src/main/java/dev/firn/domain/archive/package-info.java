/** Archives: what is stored in a vault, and what a multipart upload is to become. */
package dev.firn.domain.archive;
