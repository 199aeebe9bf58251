// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the tests of a class, or one of them, are about, as messages have it: {@code clause 3} is
 * {@link dev.firn.domain.upload.UploadRepository}'s, {@code vaults, clause 3} another port's. A
 * failure that names no clause itself is told with this one; the innermost counts.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@interface Clause {
  String value();
}
