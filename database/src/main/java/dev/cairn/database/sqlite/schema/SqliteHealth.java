package dev.cairn.database.sqlite.schema;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rows;
import dev.cairn.database.engine.BrokenObjects;
import dev.cairn.database.engine.HealthCheck;
import dev.cairn.database.engine.HealthCheck.Result;
import dev.cairn.schema.Identifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The checks of a SQLite database: pages, foreign keys, full-text indexes, views, triggers. */
public final class SqliteHealth {

    /** More than this many faults are not asked for. */
    private static final int MAXIMUM_FAULTS = 100;

    private final DatabaseDriver driver;
    private final boolean quick;
    private @Nullable BrokenObjects broken;

    /**
     * Makes the checks.
     *
     * @param quick whether pages are checked without their indexes
     */
    public SqliteHealth(DatabaseDriver driver, boolean quick) {
        this.driver = driver;
        this.quick = quick;
    }

    /** Returns the checks in order. */
    public List<HealthCheck> checks() {
        return List.of(
                new HealthCheck(HealthCheck.INTEGRITY, this::integrity),
                new HealthCheck(
                        "rows",
                        () -> new Result("NOT NULL and CHECK", ContradictingRows.find(driver))),
                new HealthCheck(
                        "foreign-keys",
                        () -> new Result("foreign keys", SqliteOrphans.find(driver).lines())),
                new HealthCheck("full-text", this::fullText),
                new HealthCheck("views", this::views),
                new HealthCheck("triggers", this::triggers));
    }

    /**
     * Returns the checks of one table with its indexes, or of one full-text index by itself. They
     * only read (https://www.sqlite.org/pragma.html#pragma_integrity_check).
     */
    public static List<HealthCheck> checksOf(DatabaseDriver driver, String object) {
        return List.of(
                new HealthCheck(
                        HealthCheck.INTEGRITY,
                        () ->
                                integrity(
                                        driver,
                                        "PRAGMA main.integrity_check("
                                                + Identifier.quote(object)
                                                + ")",
                                        "pages of " + object)),
                new HealthCheck(
                        "rows",
                        () ->
                                new Result(
                                        "NOT NULL and CHECK of " + object,
                                        ContradictingRows.find(driver, List.of(object)))),
                new HealthCheck(
                        "foreign-keys",
                        () ->
                                new Result(
                                        "foreign keys of " + object,
                                        SqliteOrphans.find(driver, List.of(object)).lines())));
    }

    private Result integrity() {
        String sql =
                "PRAGMA main."
                        + (quick ? "quick_check" : "integrity_check")
                        + "("
                        + MAXIMUM_FAULTS
                        + ")";
        return integrity(driver, sql, quick ? "pages, without their indexes" : "pages and indexes");
    }

    private static Result integrity(DatabaseDriver driver, String sql, String subject) {
        List<String> lines = new ArrayList<>();
        try (Rows rows = driver.query(sql)) {
            while (rows.next()) {
                lines.addAll(IntegrityLines.of(String.valueOf(rows.text(0))));
            }
        } catch (DatabaseException e) {
            if (e.code().isStop()) {
                throw e;
            }
            lines.add(String.valueOf(e.getMessage()));
        }
        lines.removeIf(line -> line.equals("ok") || ContradictingRows.isAbout(line));
        return new Result(subject, lines);
    }

    private Result fullText() {
        List<FullTextIndex> indexes = FullTextIndex.all(driver);
        List<String> lines = FullTextIndex.faults(indexes, driver, ProgressListener.NONE);
        return new Result(
                HealthCheck.counted(indexes.size(), "full-text index", "full-text indexes"), lines);
    }

    /** Looks once for both checks: views that multiply take long to compile. */
    private BrokenObjects broken() {
        BrokenObjects found = broken;
        if (found == null) {
            found = SqliteBrokenObjects.find(driver);
            broken = found;
        }
        return found;
    }

    private Result views() {
        BrokenObjects broken = broken();
        return new Result(
                HealthCheck.counted(broken.views(), "view", "views"), lines(broken, true));
    }

    private Result triggers() {
        BrokenObjects broken = broken();
        return new Result(
                HealthCheck.counted(broken.triggers(), "trigger", "triggers"),
                lines(broken, false));
    }

    private static List<String> lines(BrokenObjects broken, boolean views) {
        return broken.broken().stream()
                .filter(object -> object.isView() == views)
                .map(BrokenObjects.Broken::line)
                .toList();
    }
}
