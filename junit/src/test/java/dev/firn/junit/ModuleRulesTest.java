// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.junit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What this module builds on, which the rules of the house cannot see from where they are. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ModuleRulesTest {
  @Test
  void the_extension_builds_on_the_domain_its_api_and_junit_alone() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "dev.firn.junit..",
            "dev.firn.domain..",
            "dev.firn.http..",
            "com.google.common.io..",
            "org.junit.jupiter.api..",
            "org.junit.platform.commons.support..")
        .because("it is a guest in other people's tests")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.firn.junit"));
  }
}
