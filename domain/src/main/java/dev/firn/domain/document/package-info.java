/**
 * How nouns with many fields are handed to a backend: as a {@link
 * dev.firn.domain.document.Document}, whose bytes it stores.
 */
package dev.firn.domain.document;
