package dev.cairn.database.sqlite.schema;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ObjectTimeLimit;
import dev.cairn.database.Rows;
import dev.cairn.database.SqlStatement;
import dev.cairn.database.engine.BrokenObjects;
import dev.cairn.database.engine.BrokenObjects.Broken;
import dev.cairn.schema.Identifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Finds the views and triggers that SQLite cannot prepare, because they name what is not there. No
 * check of SQLite's own finds them.
 */
public final class SqliteBrokenObjects {

    private static final AtomicLong TEXTS = new AtomicLong();

    private SqliteBrokenObjects() {}

    private record Firing(String table, TriggerEvent event) {}

    /** Prepares every view and every statement that fires a trigger. */
    public static BrokenObjects find(DatabaseDriver driver) {
        long deadline = System.nanoTime() + ObjectTimeLimit.ofAll().toNanos();
        List<Broken> broken = new ArrayList<>();
        List<Broken> onBrokenViews = new ArrayList<>();
        List<String> views = viewNames(driver);
        for (String view : views) {
            failure(driver, reading(view), deadline)
                    .ifPresent(reason -> broken.add(new Broken(view, "", List.of(view), reason)));
        }
        List<String> unreadable = broken.stream().map(Broken::table).toList();
        Map<Firing, List<String>> triggers = triggers(driver);
        triggers.forEach((firing, names) -> {
            if (unreadable.contains(firing.table())) {
                onBrokenViews.add(broken(firing, names, "its view cannot be read"));
            } else {
                failure(driver, statementThatFires(driver, firing), deadline)
                        .map(reason -> broken(firing, names, reason))
                        .ifPresent(broken::add);
            }
        });
        int count = triggers.values().stream().mapToInt(List::size).sum();
        return new BrokenObjects(broken, onBrokenViews, views.size(), count);
    }

    private static Broken broken(Firing firing, List<String> names, String reason) {
        return new Broken(firing.table(), firing.event().name(), names, reason);
    }

    private static List<String> viewNames(DatabaseDriver driver) {
        List<String> names = new ArrayList<>();
        try (Rows rows = driver.query("SELECT name FROM main.sqlite_schema WHERE type = 'view'")) {
            while (rows.next()) {
                names.add(String.valueOf(rows.text(0)));
            }
        }
        return names;
    }

    private static String reading(String view) {
        return "SELECT * FROM main." + Identifier.quote(view) + " LIMIT 0";
    }

    private static Map<Firing, List<String>> triggers(DatabaseDriver driver) {
        Map<Firing, List<String>> triggers = new LinkedHashMap<>();
        try (Rows rows =
                driver.query(
                        "SELECT name, tbl_name, sql FROM main.sqlite_schema"
                                + " WHERE type = 'trigger'")) {
            while (rows.next()) {
                Firing firing =
                        new Firing(
                                String.valueOf(rows.text(1)),
                                TriggerEvent.of(String.valueOf(rows.text(2))));
                triggers.computeIfAbsent(firing, key -> new ArrayList<>())
                        .add(String.valueOf(rows.text(0)));
            }
        }
        return triggers;
    }

    /**
     * SQLite compiles a trigger into the statement that fires it. What is under EXPLAIN is not
     * compiled again when the schema changes, so no two texts are the same.
     */
    private static String statementThatFires(DatabaseDriver driver, Firing firing) {
        String table = "main." + Identifier.quote(firing.table());
        String statement =
                switch (firing.event()) {
                    case INSERT -> "INSERT INTO " + table + " DEFAULT VALUES";
                    case DELETE -> "DELETE FROM " + table;
                    case UPDATE ->
                            "UPDATE "
                                    + table
                                    + " SET "
                                    + String.join(", ", assignments(driver, firing.table()));
                };
        return "EXPLAIN " + statement + " -- " + TEXTS.incrementAndGet();
    }

    private static List<String> assignments(DatabaseDriver driver, String table) {
        List<String> assignments = new ArrayList<>();
        try (Rows rows =
                driver.query(
                        "SELECT name FROM pragma_table_xinfo(?, 'main') WHERE hidden = 0", table)) {
            while (rows.next()) {
                String column = Identifier.quote(String.valueOf(rows.text(0)));
                assignments.add(column + " = " + column);
            }
        }
        return assignments;
    }

    private static Optional<String> failure(DatabaseDriver driver, String sql, long deadline) {
        if (System.nanoTime() - deadline >= 0) {
            return Optional.of("not checked, because what was checked before it took too long");
        }
        try (Rows rows = driver.query(SqlStatement.of(sql).within(ObjectTimeLimit.standard()))) {
            return rows.columns().isEmpty() ? Optional.of("it has no columns") : Optional.empty();
        } catch (DatabaseException e) {
            if (e.code() == DatabaseErrorCode.TIMEOUT) {
                return Optional.of(
                        "gave up after %s, because SQLite did not compile it (the limit is -D%s=SECONDS)"
                                .formatted(
                                        ObjectTimeLimit.text(ObjectTimeLimit.standard()),
                                        ObjectTimeLimit.PROPERTY));
            }
            if (!e.code().isAnswer()) {
                throw e;
            }
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
