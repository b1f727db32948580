package dev.cairn.database;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.cairn.database.engine.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the packages of this module may know. */
class ArchitectureTest {

    private static final String ROOT = "dev.cairn.database";
    private static final int MOST_TYPES_OF_A_PACKAGE = 27;

    private static final JavaClasses DATABASE =
            new ClassFileImporter()
                    .withImportOption(location -> !location.contains("test-classes"))
                    .importPackages(ROOT);

    /** The packages of the engines: those that implement {@link Engine}, and what is below. */
    private static final String[] ENGINES =
            DATABASE.stream()
                    .filter(type -> !type.isInterface() && type.isAssignableTo(Engine.class))
                    .map(type -> type.getPackageName() + "..")
                    .distinct()
                    .toArray(String[]::new);

    @Test
    void higherModulesAreNotKnown() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.cairn.worker..", "dev.cairn.index..", "dev.cairn.server..")
                .check(DATABASE);
    }

    /** The root package is a slice of its own, so that a cycle through it is found too. */
    @Test
    void packagesAreFreeOfCycles() {
        slices().assignedFrom(
                        new SliceAssignment() {
                            @Override
                            public SliceIdentifier getIdentifierOf(JavaClass type) {
                                return SliceIdentifier.of(type.getPackageName());
                            }

                            @Override
                            public String getDescription() {
                                return "packages, the root among them";
                            }
                        })
                .should()
                .beFreeOfCycles()
                .check(DATABASE);
    }

    @Test
    void theContractKnowsNothingBeneathIt() {
        classes()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage(ROOT + ".*..")
                .check(DATABASE);
    }

    @Test
    void neutralPackagesKnowNoEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ENGINES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ENGINES)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.sqlite..", "org.postgresql..")
                .check(DATABASE);
    }

    @Test
    void enginesDoNotKnowEachOther() {
        assertThat(ENGINES).hasSizeGreaterThanOrEqualTo(2);
        for (String engine : ENGINES) {
            noClasses()
                    .that()
                    .resideInAPackage(engine)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            Stream.of(ENGINES)
                                    .filter(other -> !other.equals(engine))
                                    .toArray(String[]::new))
                    .check(DATABASE);
        }
    }

    @Test
    void theLibrariesOfAnEngineAreItsOwn() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".postgres..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.postgresql..", "com.zaxxer..")
                .check(DATABASE);
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".sqlite..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.sqlite..")
                .check(DATABASE);
    }

    @Test
    void theSchemaPackageOfAnEngineOpensNothing() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".sqlite.schema")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".sqlite", ROOT + ".sqlite.repair", "java.nio.file..")
                .check(DATABASE);
    }

    @Test
    void noPackageIsTooLarge() {
        Map<String, Long> types =
                DATABASE.stream()
                        .filter(JavaClass::isTopLevelClass)
                        .filter(type -> !type.getSimpleName().equals("package-info"))
                        .collect(
                                Collectors.groupingBy(
                                        JavaClass::getPackageName, Collectors.counting()));

        assertThat(types)
                .allSatisfy((name, count) ->
                        assertThat(count).as(name).isLessThanOrEqualTo(MOST_TYPES_OF_A_PACKAGE));
    }

    /**
     * The list is what others may depend on. Change {@code public-types.txt} only if a type is
     * meant to be used by another package or module.
     */
    @Test
    void publicTypesAreThoseOfTheList() throws IOException {
        List<String> publicTypes =
                DATABASE.stream()
                        .filter(JavaClass::isTopLevelClass)
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(type -> type.getName().substring(ROOT.length() + 1))
                        .sorted()
                        .toList();

        assertThat(publicTypes).isEqualTo(listed());
    }

    private static List<String> listed() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        ArchitectureTest.class.getResourceAsStream("public-types.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
