package dev.cairn.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.cairn.worker", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule PROTOCOL_AND_QUEUE_KNOW_NO_SQL =
            noClasses()
                    .that()
                    .resideInAnyPackage("dev.cairn.worker.protocol", "dev.cairn.worker.queue")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.sql..", "org.sqlite..", "dev.cairn.schema.sqlite.text..");

    @ArchTest
    static final ArchRule QUEUE_KNOWS_NEITHER_PROTOCOL_NOR_SESSIONS =
            noClasses()
                    .that()
                    .resideInAPackage("dev.cairn.worker.queue")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.cairn.worker.protocol",
                            "dev.cairn.worker.session",
                            "dev.cairn.worker.process",
                            "dev.cairn.worker.proxy");

    @ArchTest
    static final ArchRule CLIENTS_DO_NOT_OPEN_DATABASES =
            noClasses()
                    .that()
                    .resideInAPackage("dev.cairn.worker.proxy")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.cairn.database.sqlite..",
                            "dev.cairn.worker.session",
                            "dev.cairn.worker.process");

    @ArchTest
    static final ArchRule NOTHING_USES_JDBC =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.sql..", "org.sqlite..");
}
