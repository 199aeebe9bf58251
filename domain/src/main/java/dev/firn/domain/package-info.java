/** {@link dev.firn.domain.Firn}, the front door for programs that embed Firn. */
package dev.firn.domain;
