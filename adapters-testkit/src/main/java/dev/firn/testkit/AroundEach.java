// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.testkit;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Does something around each test, and around each method before and after it. */
abstract class AroundEach implements InvocationInterceptor {

  /** Calls a method, and does what there is to do before or after that. */
  abstract void around(Invocation<Void> call, Method method, ExtensionContext context)
      throws Throwable;

  @Override
  public final void interceptBeforeEachMethod(
      Invocation<Void> call, ReflectiveInvocationContext<Method> method, ExtensionContext context)
      throws Throwable {
    around(call, method.getExecutable(), context);
  }

  @Override
  public final void interceptTestMethod(
      Invocation<Void> call, ReflectiveInvocationContext<Method> method, ExtensionContext context)
      throws Throwable {
    around(call, method.getExecutable(), context);
  }

  @Override
  public final void interceptTestTemplateMethod(
      Invocation<Void> call, ReflectiveInvocationContext<Method> method, ExtensionContext context)
      throws Throwable {
    around(call, method.getExecutable(), context);
  }

  @Override
  public final void interceptAfterEachMethod(
      Invocation<Void> call, ReflectiveInvocationContext<Method> method, ExtensionContext context)
      throws Throwable {
    around(call, method.getExecutable(), context);
  }
}
