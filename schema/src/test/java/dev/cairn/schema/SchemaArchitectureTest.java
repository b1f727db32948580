package dev.cairn.schema;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

class SchemaArchitectureTest {

    private static final JavaClasses SCHEMA =
            new ClassFileImporter()
                    .withImportOption(location -> !location.contains("/test-classes/"))
                    .importPackages("dev.cairn.schema");

    @Test
    void nothingButTheJdkAndJspecifyIsUsed() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.cairn.schema..", "java..", "org.jspecify.annotations")
                .check(SCHEMA);
    }

    @Test
    void nothingReadsFilesConnectionsProcessesOrTheClock() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.net..",
                        "java.sql..",
                        "java.time..",
                        "java.util.concurrent..")
                .orShould()
                .accessClassesThat()
                .belongToAnyOf(System.class, Process.class, ProcessBuilder.class, Thread.class)
                .because("the same input gives the same output on every machine")
                .check(SCHEMA);
    }

    @Test
    void packagesDoNotGoInCircles() {
        ArchRule rule = slices().matching("dev.cairn.schema.(*)..").should().beFreeOfCycles();
        rule.check(SCHEMA);
    }
}
