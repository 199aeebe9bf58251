/**
 * The command line: {@code firn serve}, {@code firn demo}, {@code firn copy}, {@code firn
 * credentials}, {@code firn help}.
 */
package dev.firn.http.cli;
