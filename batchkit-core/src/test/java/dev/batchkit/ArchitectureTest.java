package dev.batchkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final List<String> LADDER =
      List.of(
          "dev.batchkit.error",
          "dev.batchkit.jdbc",
          "dev.batchkit.json",
          "dev.batchkit.batch",
          "dev.batchkit.session",
          "dev.batchkit.orchestration",
          "dev.batchkit.store",
          "dev.batchkit.spi",
          "dev.batchkit.indicator",
          "dev.batchkit.report",
          "dev.batchkit.loading",
          "dev.batchkit.recording",
          "dev.batchkit.measuring",
          "dev.batchkit.engine",
          "dev.batchkit");

  private final JavaClasses core =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.batchkit");

  @Test
  void everyRungUsesOnlyTheRungsAboveIt() {
    List<String> above = new ArrayList<>();
    for (String rung : LADDER) {
      above.add(rung);
      classes()
          .that()
          .resideInAPackage(rung)
          .should()
          .onlyDependOnClassesThat(
              JavaClass.Predicates.resideOutsideOfPackage("dev.batchkit..")
                  .or(JavaClass.Predicates.resideInAnyPackage(above.toArray(String[]::new))))
          .check(core);
    }
  }

  @Test
  void everyPackageIsARungOfTheLadder() {
    classes().should().resideInAnyPackage(LADDER.toArray(String[]::new)).check(core);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.batchkit.(*)..").should().beFreeOfCycles().check(core);
  }

  @Test
  void jacksonIsKnownToTheJsonPackageOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.batchkit.json")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml..")
        .check(core);
  }

  @Test
  void everyExceptionIsAKindOfTheOneRoot() {
    classes()
        .that()
        .areAssignableTo(Throwable.class)
        .and()
        .arePublic()
        .should()
        .beAssignableTo(dev.batchkit.error.BatchKitException.class)
        .check(core);
  }

  @Test
  void publicMethodsNeverShowJacksonOrSlf4j() {
    noClasses()
        .that()
        .arePublic()
        .should(
            new ArchCondition<>("show a type of another library") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                type.getMethods().stream()
                    .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                    .filter(
                        method ->
                            method.getAllInvolvedRawTypes().stream()
                                .anyMatch(
                                    raw ->
                                        raw.getPackageName().startsWith("com.fasterxml")
                                            || raw.getPackageName().startsWith("org.slf4j")))
                    .forEach(
                        method ->
                            events.add(
                                SimpleConditionEvent.satisfied(method, method.getFullName())));
              }
            })
        .check(core);
  }
}
