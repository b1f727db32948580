package dev.cairn.database.sync;

import static dev.cairn.schema.Identifier.quote;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import dev.cairn.schema.Column;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Schema;
import dev.cairn.schema.Table;
import dev.cairn.schema.Trigger;
import dev.cairn.schema.View;
import dev.cairn.schema.sql.SqlToken;
import dev.cairn.schema.sql.SqlTokenizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells which views and triggers can be used. SQLite keeps both as text and finds out what is wrong
 * with them when they are used; {@code integrity_check} never does. So a statement that uses each
 * is prepared, and not run.
 */
final class UsableObjects {

    private static final AtomicLong TEXTS = new AtomicLong();

    private final DatabaseDriver driver;
    private final Schema schema;
    private final Map<String, Optional<String>> answers = new HashMap<>();

    private UsableObjects(DatabaseDriver driver, Schema schema) {
        this.driver = driver;
        this.schema = schema;
    }

    /** Returns what is wrong with views and triggers, by {@link Identifier#key} of their names. */
    static Map<String, String> broken(DatabaseDriver driver, Schema schema) {
        return new UsableObjects(driver, schema).broken();
    }

    private Map<String, String> broken() {
        Map<String, String> broken = new HashMap<>();
        for (View view : schema.views()) {
            problem("EXPLAIN SELECT * FROM " + quote(view.name()))
                    .ifPresent(problem -> broken.put(Identifier.key(view.name()), problem));
        }
        for (Trigger trigger : schema.triggers()) {
            problemOf(trigger)
                    .ifPresent(problem -> broken.put(Identifier.key(trigger.name()), problem));
        }
        return broken;
    }

    private Optional<String> problemOf(Trigger trigger) {
        String table = quote(trigger.table());
        return switch (event(trigger)) {
            case "INSERT" -> problem("EXPLAIN INSERT INTO " + table + " DEFAULT VALUES");
            case "DELETE" -> problem("EXPLAIN DELETE FROM " + table);
            default -> problemOfUpdate(trigger.table());
        };
    }

    private static String event(Trigger trigger) {
        for (SqlToken token : SqlTokenizer.tokens(trigger.sql())) {
            for (String event : List.of("INSERT", "DELETE", "UPDATE")) {
                if (token.is(event)) {
                    return event;
                }
            }
        }
        throw new IllegalArgumentException("no event in " + trigger.sql());
    }

    private Optional<String> problemOfUpdate(String table) {
        List<String> assignments = new ArrayList<>();
        try {
            for (String column : columns(table)) {
                assignments.add(quote(column) + " = " + quote(column));
            }
        } catch (DatabaseException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
        return problem("EXPLAIN UPDATE " + quote(table) + " SET " + String.join(", ", assignments));
    }

    private List<String> columns(String table) {
        Optional<Table> ordinary = schema.table(table);
        if (ordinary.isPresent()) {
            return ordinary.get().columns().stream()
                    .filter(column -> column.generated().isEmpty())
                    .map(Column::name)
                    .toList();
        }
        List<String> columns = new ArrayList<>();
        try (Rows rows = driver.query("SELECT name FROM pragma_table_info(?)", table)) {
            while (rows.next()) {
                columns.add(String.valueOf(rows.text(0)));
            }
        }
        return columns;
    }

    private Optional<String> problem(String sql) {
        return answers.computeIfAbsent(sql, this::prepare);
    }

    /**
     * What is under EXPLAIN is not compiled again when the schema changes, so no text is reused.
     */
    private Optional<String> prepare(String sql) {
        try {
            driver.query(sql + " -- " + TEXTS.incrementAndGet()).close();
            return Optional.empty();
        } catch (DatabaseException e) {
            return switch (e.code().kind()) {
                case TRANSIENT -> throw e;
                case PERMANENT, REFUSED, USAGE -> Optional.of(String.valueOf(e.getMessage()));
            };
        }
    }
}
