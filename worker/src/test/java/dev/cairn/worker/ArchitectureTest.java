package dev.cairn.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
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

@AnalyzeClasses(packages = "dev.cairn.worker", importOptions = ArchitectureTest.ProductOnly.class)
final class ArchitectureTest {

    /** Leaves tests out, in whatever folder a profile puts them. */
    static final class ProductOnly implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/");
        }
    }

    @ArchTest
    static final ArchRule PROTOCOL_AND_QUEUE_KNOW_NO_SQL =
            noClasses()
                    .that()
                    .resideInAnyPackage("dev.cairn.worker.protocol", "dev.cairn.worker.queue")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.sql..", "org.sqlite..", "dev.cairn.schema.sqlite.text..");

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
    static final ArchRule THE_SERVICE_KNOWS_NO_SESSION =
            noClasses()
                    .that()
                    .resideInAnyPackage("dev.cairn.worker.service", "dev.cairn.worker.write")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.cairn.worker.session", "dev.cairn.worker.process");

    @ArchTest
    static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
            slices().matching("dev.cairn.worker.(*)..").should().beFreeOfCycles();

    @ArchTest
    static void noPackageIsTooLarge(JavaClasses worker) {
        Map<String, Long> types =
                worker.stream()
                        .filter(JavaClass::isTopLevelClass)
                        .filter(type -> !type.getSimpleName().equals("package-info"))
                        .collect(
                                Collectors.groupingBy(
                                        JavaClass::getPackageName, Collectors.counting()));

        assertThat(types)
                .allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(27));
    }

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
