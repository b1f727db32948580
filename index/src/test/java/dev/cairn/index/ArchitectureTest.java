package dev.cairn.index;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.stream.Collectors;

@AnalyzeClasses(packages = "dev.cairn.index", importOptions = ArchitectureTest.WithoutTests.class)
class ArchitectureTest {

    /** ArchUnit's own option knows only the usual folder of the build. */
    static final class WithoutTests implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/");
        }
    }

    @ArchTest
    static final ArchRule theIndexIsGivenADatabaseAndKnowsNoDriverOfIt =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.cairn.worker..",
                            "dev.cairn.server..",
                            "dev.cairn.database.sqlite..",
                            "java.sql..",
                            "org.sqlite..");

    @ArchTest
    static final ArchRule extractionTouchesNeitherFilesNorTheDatabase =
            noClasses()
                    .that()
                    .resideInAPackage("dev.cairn.index.extract..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.io..", "java.nio.file..", "dev.cairn.database..");

    @ArchTest
    static final ArchRule onlyParsingKnowsTreeSitter =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.cairn.index.parse..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.github.treesitter..");

    @ArchTest
    static void noPackageIsTooLarge(JavaClasses index) {
        Map<String, Long> types =
                index.stream()
                        .filter(JavaClass::isTopLevelClass)
                        .filter(type -> !type.getSimpleName().equals("package-info"))
                        .collect(
                                Collectors.groupingBy(
                                        JavaClass::getPackageName, Collectors.counting()));

        assertThat(types)
                .allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(27));
    }

    @ArchTest
    static final ArchRule onlyTheScannerKnowsGit =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.cairn.index.scan..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.eclipse.jgit..");
}
