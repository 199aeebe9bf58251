/**
 * The command line: {@code firn serve}, {@code firn demo}, {@code firn copy}, {@code firn
 * credentials}, {@code firn help}.
 *
 * <p>Not API: public for the launcher alone.
 */
package dev.firn.http.cli;
