package dev.cairn.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the packages of this module may know. */
class ArchitectureTest {

    private static final String ROOT = "dev.cairn.server";
    private static final int MOST_TYPES_OF_A_PACKAGE = 27;

    private static final JavaClasses SERVER =
            new ClassFileImporter()
                    .withImportOption(location -> !location.contains("test-classes"))
                    .importPackages(ROOT);

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
                .check(SERVER);
    }

    @Test
    void onlyTheProgramKnowsAllCommands() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT, ROOT + ".program", ROOT + ".training")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".program")
                .check(SERVER);
    }

    @Test
    void toolsAndProcessesKnowNoCommand() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".tool..", ROOT + ".process..", ROOT + ".output..", ROOT + ".log..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".command..")
                .check(SERVER);
    }

    @Test
    void noPackageIsTooLarge() {
        Map<String, Long> types =
                SERVER.stream()
                        .filter(JavaClass::isTopLevelClass)
                        .filter(type -> !type.getSimpleName().equals("package-info"))
                        .collect(
                                Collectors.groupingBy(
                                        JavaClass::getPackageName, Collectors.counting()));

        assertThat(types)
                .allSatisfy((name, count) ->
                        assertThat(count).as(name).isLessThanOrEqualTo(MOST_TYPES_OF_A_PACKAGE));
    }
}
