/** What ids are made of: text in byte order, ascending with time, and sealed against mistakes. */
package dev.firn.domain.id;
