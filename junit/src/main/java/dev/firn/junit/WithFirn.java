// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Starts a Firn for tests: a parameter of type {@link LocalFirn} of a test, its constructor or its
 * methods before and after is given one.
 *
 * <pre>{@code
 * @WithFirn
 * class BackupTest {
 *   @Test
 *   void keeps_what_it_is_given(LocalFirn firn) {
 *     Backup backup = new Backup(firn.endpoint(), firn.accessKeyId(), firn.secretAccessKey());
 *     ...
 *   }
 * }
 * }</pre>
 *
 * <p>Each test has one of its own, empty, from when it first asks for it until it is over; also
 * each repetition, and each set of a test's arguments. So tests may run at the same time. A test
 * that does not ask for one starts none.
 *
 * <p>On a class it holds for its nested classes and its subclasses too, unless they have their own;
 * on a method it takes the place of the class's. It can be put on an annotation of one's own.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(FirnExtension.class)
public @interface WithFirn {
  /** Returns the URL of the storage: see {@link LocalFirn.Builder#storage}. */
  String storage() default "memory:";

  /**
   * Returns whether all tests of the annotated class, those of its nested classes among them, have
   * the same Firn, from when one first asks for it until the last is over. Only then has {@code
   * BeforeAll} one.
   */
  boolean shared() default false;

  /** Returns whether requests must be signed: see {@link LocalFirn.Builder#signatures}. */
  boolean signatures() default true;

  /** Returns the region that requests have to be signed for. */
  String region() default "us-east-1";

  /**
   * Returns how long jobs take, by the clock that the test moves, as ISO 8601 writes it, such as
   * {@code PT4H}: see {@link LocalFirn.Builder#jobsTake}.
   */
  String jobsTake() default "PT0S";

  /** Returns the account that the key belongs to, and that {@code -} stands for: 12 digits. */
  String account() default "012345678901";
}
