// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.junit;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Gives tests what {@link WithFirn} promises. */
final class FirnExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(FirnExtension.class);

  /** A constructor belongs to the test that it is called for. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LocalFirn.class;
  }

  @Override
  public LocalFirn resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ExtensionContext annotated = annotated(context);
    WithFirn wanted = annotation(annotated).orElseThrow();
    ExtensionContext owner = wanted.shared() ? annotated : context;
    if (!wanted.shared() && context.getTestMethod().isEmpty()) {
      throw new ParameterResolutionException(
          "Each test has a Firn of its own, and this is before the first of them."
              + " One for all tests of the class is there by @WithFirn(shared = true)");
    }
    return firn(owner, wanted);
  }

  /** Returns the nearest context, from the test outwards, whose class or method is annotated. */
  private static ExtensionContext annotated(ExtensionContext context) {
    ExtensionContext nearest = context;
    while (annotation(nearest).isEmpty()) {
      nearest = nearest.getParent().orElseThrow();
    }
    return nearest;
  }

  private static Optional<WithFirn> annotation(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getElement(), WithFirn.class);
  }

  // The method's successor is not there in JUnit 5.
  @SuppressWarnings("deprecation")
  private static LocalFirn firn(ExtensionContext owner, WithFirn wanted) {
    // A store gives what its parents have, so each owner has a key of its own.
    Started started =
        owner
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(
                owner.getUniqueId(), id -> new Started(start(wanted)), Started.class);
    return Objects.requireNonNull(started, "started").firn();
  }

  private static LocalFirn start(WithFirn wanted) {
    return LocalFirn.builder()
        .storage(wanted.storage())
        .signatures(wanted.signatures())
        .region(wanted.region())
        .jobsTake(Duration.parse(wanted.jobsTake()))
        .account(wanted.account())
        .start();
  }

  /** What JUnit closes: from 5.13 on as the one, before that as the other. */
  @SuppressWarnings("deprecation")
  private record Started(LocalFirn firn)
      implements AutoCloseable, ExtensionContext.Store.CloseableResource {
    @Override
    public void close() {
      firn.close();
    }
  }
}
