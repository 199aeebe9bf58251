// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.http;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.firn.domain.storage.Storage;
import dev.firn.domain.storage.StorageProvider;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Which way dependencies run, checked where all modules can be seen. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HouseRulesTest {
  private static final String[] PLAIN_JAVA = {
    "java.lang..", "java.util..", "java.time..", "java.io..", "java.nio..", "java.net.."
  };
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.firn");

  private static String[] plainJavaAnd(String... packages) {
    String[] all = java.util.Arrays.copyOf(PLAIN_JAVA, PLAIN_JAVA.length + packages.length);
    System.arraycopy(packages, 0, all, PLAIN_JAVA.length, packages.length);
    return all;
  }

  @Test
  void every_module_is_seen() {
    for (String seen :
        new String[] {
          "dev.firn.domain.Firn",
          "dev.firn.adapter.memory.MemoryStorage",
          "dev.firn.adapter.rocksdb.RocksDbStorage",
          "dev.firn.adapter.jdbc.JdbcStorage",
          "dev.firn.testkit.StorageContract",
          "dev.firn.http.FirnHttpServer"
        }) {
      HOUSE.get(seen);
    }
  }

  @Test
  void adapters_do_not_know_each_other() {
    slices()
        .matching("dev.firn.adapter.(*)..")
        .should()
        .notDependOnEachOther()
        .because("each is taken or left by itself")
        .check(HOUSE);
  }

  @Test
  void nothing_outside_an_adapter_knows_one() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.firn.adapter..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.firn.adapter..")
        .because("they are found by the scheme of a URL")
        .check(HOUSE);
  }

  @Test
  void the_domain_knows_nobody() {
    noClasses()
        .that()
        .resideInAPackage("dev.firn.domain..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.firn.adapter..", "dev.firn.http..", "dev.firn.testkit..")
        .because("all others build on it")
        .check(HOUSE);
  }

  @Test
  void the_memory_adapter_uses_plain_java() {
    classes()
        .that()
        .resideInAPackage("dev.firn.adapter.memory..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(plainJavaAnd("dev.firn.adapter.memory..", "dev.firn.domain.."))
        .because("it brings nothing along")
        .check(HOUSE);
  }

  @Test
  void the_rocksdb_adapter_uses_rocksdb() {
    classes()
        .that()
        .resideInAPackage("dev.firn.adapter.rocksdb..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            plainJavaAnd("dev.firn.adapter.rocksdb..", "dev.firn.domain..", "org.rocksdb.."))
        .because("an adapter brings its own engine and nothing else")
        .check(HOUSE);
  }

  @Test
  void the_jdbc_adapter_uses_jdbc_a_pool_and_migrations_and_no_driver() {
    classes()
        .that()
        .resideInAPackage("dev.firn.adapter.jdbc..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            plainJavaAnd(
                "dev.firn.adapter.jdbc..",
                "dev.firn.domain..",
                "java.sql..",
                "javax.sql..",
                "com.zaxxer.hikari..",
                "org.flywaydb.."))
        .because("the database is for the URL to say")
        .check(HOUSE);
  }

  @Test
  void only_the_provider_and_the_storage_of_an_adapter_are_public() {
    classes()
        .that()
        .resideInAPackage("dev.firn.adapter..")
        .and()
        .areNotAssignableTo(Storage.class)
        .and()
        .areNotAssignableTo(StorageProvider.class)
        .should()
        .notBePublic()
        .because("all else may change with any version")
        .check(HOUSE);
  }

  @Test
  void only_the_http_module_knows_json_or_http() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.firn.http..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "com.fasterxml.jackson..",
            "org.eclipse.jetty..",
            "java.net.http..",
            "com.sun.net.httpserver..")
        .because("the wire is one way in among others")
        .check(HOUSE);
  }

  @Test
  void one_package_alone_knows_jetty() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.firn.http")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse.jetty..")
        .because("operations are free of any HTTP engine")
        .check(HOUSE);
  }

  @Test
  void packages_of_the_http_module_are_free_of_cycles() {
    slices()
        .matching("dev.firn.http.(*)..")
        .should()
        .beFreeOfCycles()
        .because("a concept builds on others, never on itself")
        .check(HOUSE);
  }

  @Test
  void only_the_command_line_prints_or_ends_the_process() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.firn.http.cli")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .because("a library is silent")
        .check(HOUSE);
    noClasses()
        .that()
        .doNotHaveSimpleName("Main")
        .should()
        .callMethod(System.class, "exit", int.class)
        .because("a library does not end its program")
        .check(HOUSE);
  }

  @Test
  void the_kit_builds_on_the_domain_and_junit_alone() {
    classes()
        .that()
        .resideInAPackage("dev.firn.testkit..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            plainJavaAnd(
                "dev.firn.testkit..",
                "dev.firn.domain..",
                "org.junit.jupiter..",
                "org.opentest4j.."))
        .because("it is published for backends that we never see")
        .check(HOUSE);
  }

  @Test
  void nobody_has_a_setter() {
    noMethods()
        .that()
        // So the API names what replaces these.
        .haveNameNotMatching("set(VaultAccessPolicy|VaultNotifications|DataRetrievalPolicy)")
        .should()
        .haveNameMatching("set[A-Z].*")
        .because("values are immutable and valid by construction")
        .check(HOUSE);
  }
}
