package dev.cairn.database.verify;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rows;
import dev.cairn.database.backup.BackupManager;
import dev.cairn.database.backup.BackupManifest;
import dev.cairn.database.verify.VerifyResult.Check;
import dev.cairn.database.verify.VerifyResult.Outcome;
import dev.cairn.schema.Difference;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.compare.ComparisonOptions;
import dev.cairn.schema.compare.SchemaComparator;
import dev.cairn.schema.sqlite.SqliteDialect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks at a database from all sides, one check after the other. */
final class Verification {

    private static final int CHECKS = 7;

    private final DatabaseDriver driver;
    private final VerifyRequest request;
    private final ProgressListener progress;
    private final List<Check> checks = new ArrayList<>();

    Verification(DatabaseDriver driver, VerifyRequest request, ProgressListener progress) {
        this.driver = driver;
        this.request = request;
        this.progress = progress;
    }

    /** What one check found. */
    private record Findings(String subject, List<String> lines) {}

    VerifyResult run() {
        long start = System.nanoTime();
        check("integrity", this::integrity);
        check("foreign-keys", this::foreignKeys);
        check("full-text", this::fullText);
        BrokenObjects broken = BrokenObjects.find(driver);
        check("views", () -> new Findings(broken.views() + " views", lines(broken, true)));
        check(
                "triggers",
                () -> new Findings(broken.triggers() + " triggers", lines(broken, false)));
        request.definition()
                .ifPresentOrElse(
                        definition -> check("structure", () -> structure(definition)),
                        () -> skip("structure", "no definition was given"));
        request.backupFolder()
                .ifPresentOrElse(
                        folder -> check("backups", () -> backups(folder)),
                        () -> skip("backups", "no folder was given"));
        progress.progress("verified", CHECKS, CHECKS);
        return VerifyResult.of(checks, (System.nanoTime() - start) / 1_000_000);
    }

    private static List<String> lines(BrokenObjects broken, boolean views) {
        return broken.broken().stream()
                .filter(object -> object.isView() == views)
                .map(BrokenObjects.Broken::line)
                .toList();
    }

    private void check(String name, Supplier<Findings> work) {
        progress.progress("check " + name, checks.size(), CHECKS);
        long start = System.nanoTime();
        Findings findings = work.get();
        int count = findings.lines().size();
        checks.add(
                new Check(
                        name,
                        count == 0 ? Outcome.PASSED : Outcome.FAILED,
                        findings.subject() + (count == 0 ? ": in order" : ": " + count + " faults"),
                        findings.lines().subList(0, Math.min(count, Check.MAXIMUM_FINDINGS)),
                        (System.nanoTime() - start) / 1_000_000));
    }

    private void skip(String name, String reason) {
        checks.add(new Check(name, Outcome.SKIPPED, reason, List.of(), 0));
    }

    private Findings integrity() {
        String pragma = request.quick() ? "quick_check" : "integrity_check";
        List<String> lines = new ArrayList<>();
        try (Rows rows =
                driver.query("PRAGMA main." + pragma + "(" + Check.MAXIMUM_FINDINGS + ")")) {
            while (rows.next()) {
                lines.add(String.valueOf(rows.text(0)));
            }
        } catch (DatabaseException e) {
            if (e.code().isStop()) {
                throw e;
            }
            lines.add(String.valueOf(e.getMessage()));
        }
        return new Findings(
                request.quick() ? "pages, without their indexes" : "pages and indexes",
                lines.equals(List.of("ok")) ? List.of() : lines);
    }

    private Findings foreignKeys() {
        return new Findings("foreign keys", ForeignKeyOrphans.find(driver).lines());
    }

    private Findings fullText() {
        List<FullTextIndex> indexes = FullTextIndex.all(driver);
        List<String> lines =
                indexes.stream().flatMap(index -> index.fault(driver).stream()).toList();
        return new Findings(indexes.size() + " full-text indexes", lines);
    }

    /** What nobody declared is left alone by a sync too, so it is no fault. */
    private Findings structure(SchemaDefinition definition) {
        List<Difference> differences =
                new SchemaComparator(SqliteDialect.INSTANCE).compare(
                        driver.inspectSchema(), definition, ComparisonOptions.usual());
        long leftAlone =
                differences.stream().filter(difference -> difference.isLeftAlone()).count();
        List<String> lines =
                differences.stream()
                        .filter(difference -> !difference.isLeftAlone())
                        .map(Difference::line)
                        .toList();
        return new Findings(
                "structure against "
                        + definition.source()
                        + (leftAlone == 0 ? "" : " (" + leftAlone + " objects not declared)"),
                lines);
    }

    private static Findings backups(Path folder) {
        BackupManager manager = BackupManager.in(folder);
        List<BackupManifest> manifests = manager.list();
        List<String> lines = new ArrayList<>();
        for (BackupManifest manifest : manifests) {
            manager.verify(manifest.id(), Optional.empty())
                    .faults()
                    .forEach(fault -> lines.add("backup " + manifest.id() + ": " + fault));
        }
        return new Findings(manifests.size() + " backups", lines);
    }
}
