package dev.cairn.database.verify;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import dev.cairn.schema.Identifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The views and triggers that SQLite cannot prepare, because they name what is not there. No check
 * of SQLite's own finds them. What was broken before a change is not its fault, so two of these are
 * compared.
 */
public final class BrokenObjects {

    private static final AtomicLong TEXTS = new AtomicLong();

    private final Map<Object, String> broken;
    private final int views;
    private final int triggers;

    private BrokenObjects(Map<Object, String> broken, int views, int triggers) {
        this.broken = broken;
        this.views = views;
        this.triggers = triggers;
    }

    private record View(String name) {}

    /** What fires triggers; if that cannot be prepared, one of them is broken. */
    private record Firing(String table, TriggerEvent event) {}

    /** Prepares every view and every statement that fires a trigger. */
    public static BrokenObjects find(DatabaseDriver driver) {
        Map<Object, String> broken = new LinkedHashMap<>();
        List<String> views = viewNames(driver);
        for (String view : views) {
            failure(driver, reading(view))
                    .ifPresent(
                            reason -> broken.put(new View(view), "view " + view + ": " + reason));
        }
        Map<Firing, List<String>> triggers = triggers(driver);
        triggers.forEach((firing, names) -> {
            if (!broken.containsKey(new View(firing.table()))) {
                failure(driver, statementThatFires(driver, firing))
                        .ifPresent(reason ->
                                broken.put(firing, described(firing, names) + ": " + reason));
            }
        });
        int count = triggers.values().stream().mapToInt(List::size).sum();
        return new BrokenObjects(broken, views.size(), count);
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

    private static String described(Firing firing, List<String> names) {
        return (names.size() == 1 ? "trigger " : "one of the triggers ")
                + String.join(", ", names)
                + " on "
                + firing.table();
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

    private static Optional<String> failure(DatabaseDriver driver, String sql) {
        try (Rows rows = driver.query(sql)) {
            return rows.columns().isEmpty() ? Optional.of("it has no columns") : Optional.empty();
        } catch (DatabaseException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Returns how many views there are. */
    public int views() {
        return views;
    }

    /** Returns how many triggers there are. */
    public int triggers() {
        return triggers;
    }

    /** Returns one line for each view that is broken. */
    public List<String> brokenViews() {
        return lines(View.class);
    }

    /** Returns one line for each group of triggers that one statement fires and that is broken. */
    public List<String> brokenTriggers() {
        return lines(Firing.class);
    }

    private List<String> lines(Class<?> kind) {
        return broken.entrySet().stream()
                .filter(entry -> kind.isInstance(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Returns one line for each that is broken and was not broken then. */
    public List<String> newSince(BrokenObjects before) {
        return broken.entrySet().stream()
                .filter(entry -> !before.broken.containsKey(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
