// Copyright The Firn Authors
// SPDX-License-Identifier: Apache-2.0
package dev.firn.domain;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.firn.domain.error.GlacierException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What keeps the hexagon pure. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DomainRulesTest {
  private static final JavaClasses DOMAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.firn.domain");

  @Test
  void the_domain_uses_plain_java_and_guava_alone() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.firn.domain..",
            "com.google.common..",
            "java.lang..",
            "java.math..",
            "java.util..",
            "java.time..",
            "java.io..",
            "java.nio..",
            "java.security..")
        .because("it knows no JSON, no HTTP, no SQL and no engine")
        .check(DOMAIN);
  }

  @Test
  void packages_are_free_of_cycles() {
    slices()
        .matching("dev.firn.domain.(*)..")
        .should()
        .beFreeOfCycles()
        .because("a concept builds on others, never on itself")
        .check(DOMAIN);
  }

  @Test
  void packages_depend_in_one_order() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("error")
        .definedBy("dev.firn.domain.error..")
        .layer("page")
        .definedBy("dev.firn.domain.page..")
        .layer("id")
        .definedBy("dev.firn.domain.id..")
        .layer("vault")
        .definedBy("dev.firn.domain.vault..")
        .layer("access")
        .definedBy("dev.firn.domain.access..")
        .layer("content")
        .definedBy("dev.firn.domain.content..")
        .layer("archive")
        .definedBy("dev.firn.domain.archive..")
        .layer("upload")
        .definedBy("dev.firn.domain.upload..")
        .layer("document")
        .definedBy("dev.firn.domain.document..")
        .layer("settings")
        .definedBy("dev.firn.domain.settings..")
        .layer("job")
        .definedBy("dev.firn.domain.job..")
        .layer("sweep")
        .definedBy("dev.firn.domain.sweep..")
        .layer("storage")
        .definedBy("dev.firn.domain.storage..")
        .layer("copy")
        .definedBy("dev.firn.domain.copy..")
        .layer("front door")
        .definedBy("dev.firn.domain")
        .whereLayer("front door")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("copy")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("storage")
        .mayOnlyBeAccessedByLayers("copy", "front door")
        .whereLayer("sweep")
        .mayOnlyBeAccessedByLayers("front door")
        .whereLayer("job")
        .mayOnlyBeAccessedByLayers("sweep", "storage", "copy", "front door")
        .whereLayer("settings")
        .mayOnlyBeAccessedByLayers("job", "storage", "copy", "front door")
        .whereLayer("document")
        .mayOnlyBeAccessedByLayers("settings", "job")
        .whereLayer("access")
        .mayOnlyBeAccessedByLayers("settings", "job", "storage", "front door")
        .whereLayer("upload")
        .mayOnlyBeAccessedByLayers("sweep", "storage", "copy", "front door")
        .whereLayer("archive")
        .mayOnlyBeAccessedByLayers("upload", "settings", "job", "storage", "copy", "front door")
        .whereLayer("content")
        .mayOnlyBeAccessedByLayers(
            "archive", "upload", "job", "sweep", "storage", "copy", "front door")
        .whereLayer("vault")
        .mayOnlyBeAccessedByLayers(
            "access",
            "content",
            "archive",
            "upload",
            "settings",
            "job",
            "storage",
            "copy",
            "front door")
        .whereLayer("page")
        .mayOnlyBeAccessedByLayers(
            "vault",
            "content",
            "archive",
            "upload",
            "settings",
            "job",
            "storage",
            "copy",
            "front door")
        .whereLayer("id")
        .mayOnlyBeAccessedByLayers(
            "content", "archive", "upload", "settings", "job", "copy", "front door")
        .because("whoever knows the order finds everything")
        .check(DOMAIN);
  }

  @Test
  void ports_are_interfaces() {
    classes()
        .that()
        .haveSimpleNameEndingWith("Repository")
        .or()
        .haveSimpleName("Storage")
        .or()
        .haveSimpleName("StorageProvider")
        .should()
        .beInterfaces()
        .because("backends implement them")
        .check(DOMAIN);
  }

  @Test
  void ports_have_no_default_methods() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .haveSimpleNameEndingWith("Repository")
        .should()
        .haveModifier(JavaModifier.ABSTRACT)
        .because("a default that does nothing would let a backend lie by omission")
        .check(DOMAIN);
  }

  @Test
  void nouns_are_records_or_enums() {
    classes()
        .that()
        .resideInAnyPackage(
            "dev.firn.domain.page",
            "dev.firn.domain.vault",
            "dev.firn.domain.access",
            "dev.firn.domain.content",
            "dev.firn.domain.archive",
            "dev.firn.domain.upload",
            "dev.firn.domain.document",
            "dev.firn.domain.settings",
            "dev.firn.domain.job")
        .and()
        .arePublic()
        .and()
        .areNotInterfaces()
        .and()
        .haveNameNotMatching(
            ".*\\.(Vaults|Authorization|MultipartUploads|Archives|Contents|IncomingContent|ChunkBuffers|TreeHashing|TimeOrdered(Upload|Archive)Ids|PartsStream|Rows|ChunkStream|Document\\$Builder|VaultTags|VaultAccessPolicies|VaultLocks|VaultNotifications|ProvisionedCapacity|DataRetrievalPolicies|Jobs|JobEnds|JobWork|JobOutput|Notices|Stocktaking)")
        .should()
        .beRecords()
        .orShould()
        .beEnums()
        .because("a value is what it holds, and checks itself when it is made")
        .check(DOMAIN);
  }

  @Test
  void nobody_has_a_setter() {
    methods()
        .that()
        // So the API names what replaces these.
        .haveNameNotMatching("set(VaultAccessPolicy|VaultNotifications|DataRetrievalPolicy)")
        .should()
        .haveNameNotMatching("set[A-Z].*")
        .because("values are immutable and valid by construction")
        .check(DOMAIN);
  }

  @Test
  void refusals_are_final_and_named_as_the_api_names_them() {
    classes()
        .that(assignableTo(GlacierException.class).and(not(isAbstract())))
        .should()
        .haveSimpleNameEndingWith("Exception")
        .andShould()
        .haveModifier(JavaModifier.FINAL)
        .because("the simple name is the code on the wire")
        .check(DOMAIN);
  }

  private static DescribedPredicate<JavaClass> isAbstract() {
    return DescribedPredicate.describe(
        "abstract", type -> type.getModifiers().contains(JavaModifier.ABSTRACT));
  }

  @Test
  void only_the_builder_asks_for_the_systems_clock_or_for_secure_randomness() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Firn.class.getName() + "$Builder")
        .should()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callConstructor(SecureRandom.class)
        .orShould()
        .dependOnClassesThat()
        .haveSimpleName("ThreadLocalRandom")
        .because("time and ids come from who opened Firn, so that a test can let a day pass")
        .check(DOMAIN);
  }

  @Test
  void no_public_signature_mentions_guava() {
    methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .should(mentionNoClassIn("com.google.."))
        .because("it is a tool inside, not a type that users must share")
        .check(DOMAIN);
  }

  private static ArchCondition<JavaMethod> mentionNoClassIn(String packages) {
    return new ArchCondition<>("mention no class in " + packages) {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        List<JavaClass> mentioned =
            method.getAllInvolvedRawTypes().stream().filter(resideInAPackage(packages)).toList();
        if (!mentioned.isEmpty()) {
          events.add(
              SimpleConditionEvent.violated(
                  method, method.getFullName() + " mentions " + mentioned));
        }
      }
    };
  }
}
