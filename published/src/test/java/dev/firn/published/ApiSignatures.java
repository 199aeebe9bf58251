// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.published;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a type shows to programs that use it: the members that are on its page of the Javadoc. */
final class ApiSignatures {
  private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");

  private final Class<?> type;
  private final String page;

  ApiSignatures(Class<?> type, String page) {
    this.type = type;
    this.page = page;
  }

  Class<?> type() {
    return type;
  }

  private static boolean isOpen(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  /** Returns a line for the type, and then one for each member, in the order of the text. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(header());
    members().map(member -> "  " + line(member)).sorted().forEach(lines::add);
    return lines;
  }

  private Stream<Member> members() {
    return Stream.of(
            type.getDeclaredFields(), type.getDeclaredConstructors(), type.getDeclaredMethods())
        .flatMap(Arrays::<Member>stream)
        .filter(member -> isOpen(member.getModifiers()) && !member.isSynthetic())
        .filter(member -> page.contains(" id=\"" + anchor(member) + "\""))
        .filter(member -> !OF_EVERY_OBJECT.contains(member.getName()));
  }

  /** Returns what the Javadoc calls the place of a member on the page. */
  private static String anchor(Member member) {
    if (!(member instanceof Executable executable)) {
      return member.getName();
    }
    String parameters =
        Arrays.stream(executable.getGenericParameterTypes())
            .map(parameter -> parameter.getTypeName().replaceAll("<.*>", "").replace('$', '.'))
            .collect(Collectors.joining(","));
    return (member instanceof Constructor ? "&lt;init&gt;" : member.getName())
        + "("
        + (executable.isVarArgs() ? parameters.replaceFirst("\\[]$", "...") : parameters)
        + ")";
  }

  private String header() {
    String modifiers =
        Modifier.toString(
            type.getModifiers()
                & ~Modifier.INTERFACE
                & (type.isInterface() ? ~Modifier.ABSTRACT : -1));
    String above =
        Stream.concat(Stream.ofNullable(type.getGenericSuperclass()), interfaces())
            .map(Type::getTypeName)
            .filter(name -> !name.equals("java.lang.Object") && !name.equals("java.lang.Record"))
            .collect(Collectors.joining(", "));
    return shown(
        modifiers
            + " "
            + kind()
            + " "
            + type.getTypeName()
            + (above.isEmpty() ? "" : " : " + above));
  }

  private String kind() {
    if (type.isInterface()) {
      return "interface";
    }
    return type.isRecord() ? "record" : type.isEnum() ? "enum" : "class";
  }

  private Stream<Type> interfaces() {
    return Arrays.stream(type.getGenericInterfaces());
  }

  private String line(Member member) {
    String line;
    if (member instanceof Field field) {
      line = field.toGenericString();
    } else {
      line = ((Executable) member).toGenericString();
    }
    return shown(
        line.replace(" synchronized ", " ")
            .replace(type.getTypeName() + "(", type.getSimpleName() + "(")
            .replace(type.getTypeName() + "." + member.getName(), member.getName()));
  }

  /** Leaves out what everybody knows. */
  private static String shown(String line) {
    return line.replaceAll("java\\.lang\\.(?=[A-Z])", "").replace('$', '.');
  }

  /** Returns all classes that are mentioned: who uses the type has to know them. */
  Set<Class<?>> mentioned() {
    Set<Class<?>> classes = new LinkedHashSet<>();
    Stream.concat(Stream.ofNullable(type.getGenericSuperclass()), interfaces())
        .forEach(above -> collect(above, classes));
    collectAll(type.getTypeParameters(), classes);
    members()
        .forEach(
            member -> {
              if (member instanceof Field field) {
                collect(field.getGenericType(), classes);
              } else if (member instanceof Executable executable) {
                collectAll(executable.getTypeParameters(), classes);
                collectAll(executable.getGenericParameterTypes(), classes);
                collectAll(executable.getGenericExceptionTypes(), classes);
              }
              if (member instanceof Method method) {
                collect(method.getGenericReturnType(), classes);
              }
            });
    return classes;
  }

  private static void collectAll(Type[] types, Set<Class<?>> into) {
    for (Type type : types) {
      collect(type, into);
    }
  }

  private static void collect(Type type, Set<Class<?>> into) {
    if (type instanceof Class<?> found) {
      into.add(found.isArray() ? found.getComponentType() : found);
    } else if (type instanceof ParameterizedType generic) {
      collect(generic.getRawType(), into);
      collectAll(generic.getActualTypeArguments(), into);
    } else if (type instanceof GenericArrayType array) {
      collect(array.getGenericComponentType(), into);
    } else if (type instanceof WildcardType wildcard) {
      collectAll(wildcard.getUpperBounds(), into);
      collectAll(wildcard.getLowerBounds(), into);
    } else if (type instanceof TypeVariable<?> variable
        && !(variable.getBounds()[0] instanceof ParameterizedType)) {
      collectAll(variable.getBounds(), into);
    }
  }
}
