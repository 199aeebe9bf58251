/**
 * The pagination rules, once for every listing: a {@link dev.firn.domain.page.PageRequest} goes in,
 * a {@link dev.firn.domain.page.Page} comes out, and in between a storage is asked for one {@link
 * dev.firn.domain.page.Scan}. Knows nothing of what is listed. Begin with {@link
 * dev.firn.domain.page.PageRequest#first}.
 */
package dev.firn.domain.page;
