package dev.cairn.schema;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SchemaArchitectureTest {

    /** Files of neutral packages with the words of an engine; the list may only shrink. */
    private static final Set<String> WORDS_STILL_THERE =
            Set.of(
                    "EngineOptions.java",
                    "PrimaryKey.java",
                    "build/ColumnBuilder.java",
                    "build/TableBuilder.java",
                    "compare/RenamedSchema.java",
                    "lint/LintRule.java");

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
        slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(SCHEMA);
    }

    /** Every package is a slice of its own, the root package too. */
    private static final SliceAssignment PACKAGES =
            new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                    return SliceIdentifier.of(javaClass.getPackageName());
                }

                @Override
                public String getDescription() {
                    return "packages";
                }
            };

    @Test
    void noPackageIsLargerThanAReaderKeepsInMind() {
        Map<String, Long> types =
                SCHEMA.stream()
                        .filter(type -> !type.getName().contains("$"))
                        .filter(type -> !type.getSimpleName().equals("package-info"))
                        .collect(
                                Collectors.groupingBy(
                                        JavaClass::getPackageName, Collectors.counting()));
        assertThat(types)
                .isNotEmpty()
                .allSatisfy((name, count) -> assertThat(count).isLessThan(28));
    }

    @Test
    void onlyDialectsKnowAnEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.cairn.schema.sqlite..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.cairn.schema.sqlite..")
                .check(SCHEMA);
    }

    @Test
    void onlyPostgresKnowsPostgres() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.cairn.schema.postgres..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.cairn.schema.postgres..")
                .check(SCHEMA);
    }

    @Test
    void noEngineIsNamedInPackagesThatServeEveryEngine() {
        Map<String, Set<String>> found =
                EngineWords.in(
                        Path.of("src/main/java/dev/cairn/schema"),
                        file -> !file.startsWith("sqlite/") && !file.startsWith("postgres/"));
        assertThat(found.keySet()).as("%s", found).isEqualTo(WORDS_STILL_THERE);
    }
}
