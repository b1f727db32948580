package dev.cairn.database.verify;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.backup.BackupManager;
import dev.cairn.database.backup.BackupManifest;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.engine.HealthCheck;
import dev.cairn.database.verify.VerifyResult.Check;
import dev.cairn.database.verify.VerifyResult.Outcome;
import dev.cairn.schema.Difference;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.compare.ComparisonOptions;
import dev.cairn.schema.compare.SchemaComparator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The verification of a database: all checks, one after the other. */
final class Verification {

    /** The structure and the backups. */
    private static final int NEUTRAL_CHECKS = 2;

    private final DatabaseDriver driver;
    private final VerifyRequest request;
    private final ProgressListener progress;
    private final List<Check> checks = new ArrayList<>();
    private int total;

    Verification(DatabaseDriver driver, VerifyRequest request, ProgressListener progress) {
        this.driver = driver;
        this.request = request;
        this.progress = progress;
    }

    /** Checks one table or full-text index. */
    static VerifyResult ofPortion(DatabaseDriver driver, String object, ProgressListener progress) {
        long start = System.nanoTime();
        Verification portion = new Verification(driver, VerifyRequest.usual(), progress);
        List<HealthCheck> own = Engine.of(driver).healthChecks(driver, object);
        portion.total = own.size();
        own.forEach(health -> portion.check(health.name(), health.work()));
        return VerifyResult.of(portion.checks, (System.nanoTime() - start) / 1_000_000);
    }

    VerifyResult run() {
        long start = System.nanoTime();
        List<HealthCheck> own = Engine.of(driver).healthChecks(driver, request.quick());
        total = own.size() + NEUTRAL_CHECKS;
        own.forEach(health -> check(health.name(), health.work()));
        request.definition()
                .ifPresentOrElse(
                        definition -> check("structure", () -> structure(definition)),
                        () -> skip("structure", "no definition was given"));
        request.backupFolder()
                .ifPresentOrElse(
                        folder -> check("backups", () -> backups(folder)),
                        () -> skip("backups", "no folder was given"));
        progress.progress("verified", total, total);
        return VerifyResult.of(checks, (System.nanoTime() - start) / 1_000_000);
    }

    private void check(String name, Supplier<HealthCheck.Result> work) {
        progress.progress("check " + name, checks.size(), total);
        long start = System.nanoTime();
        HealthCheck.Result findings = endedOrGivenUp(name, work);
        int count = findings.faults().size();
        checks.add(
                new Check(
                        name,
                        count == 0 ? Outcome.PASSED : Outcome.FAILED,
                        findings.subject()
                                + (count == 0
                                        ? ": in order"
                                        : count == 1 ? ": 1 fault" : ": " + count + " faults"),
                        findings.faults().subList(0, Math.min(count, Check.MAXIMUM_FINDINGS)),
                        (System.nanoTime() - start) / 1_000_000));
    }

    /** What was given up on or cannot be read is a finding, and the other checks go on. */
    private static HealthCheck.Result endedOrGivenUp(
            String name, Supplier<HealthCheck.Result> work) {
        try {
            return work.get();
        } catch (DatabaseException e) {
            if (e.code() != DatabaseErrorCode.TOO_LARGE && e.code() != DatabaseErrorCode.CORRUPT) {
                throw e;
            }
            return new HealthCheck.Result(name, List.of(String.valueOf(e.getMessage())));
        }
    }

    private void skip(String name, String reason) {
        checks.add(new Check(name, Outcome.SKIPPED, reason, List.of(), 0));
    }

    /** A sync keeps undeclared objects, so they are not a fault. */
    private HealthCheck.Result structure(SchemaDefinition definition) {
        List<Difference> differences =
                new SchemaComparator(Engine.of(driver).dialect())
                        .compare(driver.inspectSchema(), definition, ComparisonOptions.usual());
        long leftAlone =
                differences.stream().filter(difference -> difference.isLeftAlone()).count();
        List<String> lines =
                differences.stream()
                        .filter(difference -> !difference.isLeftAlone())
                        .map(Difference::line)
                        .toList();
        return new HealthCheck.Result(
                "structure against "
                        + definition.source()
                        + (leftAlone == 0 ? "" : " (" + leftAlone + " objects not declared)"),
                lines);
    }

    private static HealthCheck.Result backups(Path folder) {
        BackupManager manager = BackupManager.in(folder);
        List<BackupManifest> manifests = manager.list();
        List<String> lines = new ArrayList<>();
        for (BackupManifest manifest : manifests) {
            manager.verify(manifest.id(), Optional.empty())
                    .faults()
                    .forEach(fault -> lines.add("backup " + manifest.id() + ": " + fault));
        }
        return new HealthCheck.Result(
                HealthCheck.counted(manifests.size(), "backup", "backups"), lines);
    }
}
