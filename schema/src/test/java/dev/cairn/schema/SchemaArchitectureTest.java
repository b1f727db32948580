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
import dev.cairn.schema.dialect.Dialect;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SchemaArchitectureTest {

    private static final String ROOT = "dev.cairn.schema";

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
                    .importPackages(ROOT);

    /** The packages of the engines: those that implement {@link Dialect}. */
    private static final Set<String> ENGINES =
            SCHEMA.stream()
                    .filter(type -> !type.isInterface() && type.isAssignableTo(Dialect.class))
                    .map(JavaClass::getPackageName)
                    .collect(Collectors.toSet());

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
    void onlyAnEngineKnowsItself() {
        assertThat(ENGINES).hasSizeGreaterThanOrEqualTo(2);
        for (String engine : ENGINES) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage(engine + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(engine + "..")
                    .check(SCHEMA);
        }
    }

    @Test
    void noEngineIsNamedInPackagesThatServeEveryEngine() {
        Map<String, Set<String>> found =
                EngineWords.in(
                        Path.of("src/main/java/dev/cairn/schema"),
                        file ->
                                ENGINES.stream()
                                        .map(engine -> engine.substring(ROOT.length() + 1) + "/")
                                        .noneMatch(file::startsWith));
        assertThat(found.keySet()).as("%s", found).isEqualTo(WORDS_STILL_THERE);
    }
}
