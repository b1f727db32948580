package dev.cairn.database.verify;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ObjectTimeLimit;
import dev.cairn.database.Rows;
import dev.cairn.database.SqlStatement;
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

    private final List<Broken> broken;
    private final List<Broken> onBrokenViews;
    private final int views;
    private final int triggers;

    private BrokenObjects(
            List<Broken> broken, List<Broken> onBrokenViews, int views, int triggers) {
        this.broken = List.copyOf(broken);
        this.onBrokenViews = List.copyOf(onBrokenViews);
        this.views = views;
        this.triggers = triggers;
    }

    /**
     * A view that is broken, or the triggers that one statement fires, of which one is.
     *
     * @param table the view, or the table or view that the triggers stand on
     * @param event what fires the triggers; empty for a view
     * @param names the view's or the triggers' names
     * @param reason what SQLite says
     */
    public record Broken(String table, String event, List<String> names, String reason) {

        public Broken {
            names = List.copyOf(names);
        }

        /** Returns whether this is a view. */
        public boolean isView() {
            return event.isEmpty();
        }

        /** Returns object and reason in one line. */
        public String line() {
            String object =
                    isView()
                            ? "view " + table
                            : (names.size() == 1 ? "trigger " : "one of the triggers ")
                                    + String.join(", ", names)
                                    + " on "
                                    + table;
            return object + ": " + reason;
        }

        private boolean isSame(Broken other) {
            return table.equals(other.table) && event.equals(other.event);
        }
    }

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

    private static Optional<String> failure(
            DatabaseDriver driver, String sql, long deadline) {
        if (System.nanoTime() - deadline >= 0) {
            return Optional.of("not checked, because what was checked before it took too long");
        }
        try (Rows rows = driver.query(SqlStatement.of(sql).within(ObjectTimeLimit.standard()))) {
            return rows.columns().isEmpty() ? Optional.of("it has no columns") : Optional.empty();
        } catch (DatabaseException e) {
            if (e.code() == DatabaseErrorCode.TIMEOUT) {
                return Optional.of(
                        "gave up after %d s, because SQLite did not compile it (the limit is -D%s=SECONDS)"
                                .formatted(
                                        ObjectTimeLimit.standard().toSeconds(),
                                        ObjectTimeLimit.PROPERTY));
            }
            if (!e.code().isAnswer()) {
                throw e;
            }
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

    /**
     * Returns the reason for each view and trigger that cannot be used, by {@link Identifier#key}
     * of its name; triggers on a view that is broken are among them.
     */
    public Map<String, String> reasons() {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (List<Broken> part : List.of(broken, onBrokenViews)) {
            for (Broken object : part) {
                object.names().forEach(name -> reasons.put(Identifier.key(name), object.reason()));
            }
        }
        return reasons;
    }

    /** Returns what is broken, views first. */
    public List<Broken> broken() {
        return broken;
    }

    /** Returns what is broken and was not broken then, one line each. */
    public List<String> newSince(BrokenObjects before) {
        return broken.stream()
                .filter(now -> before.broken.stream().noneMatch(now::isSame))
                .map(Broken::line)
                .toList();
    }
}
