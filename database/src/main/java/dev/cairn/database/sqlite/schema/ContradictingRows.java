package dev.cairn.database.sqlite.schema;

import static dev.cairn.schema.Identifier.quote;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import dev.cairn.schema.CheckConstraint;
import dev.cairn.schema.Column;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Table;
import dev.cairn.schema.sqlite.RowIdNames;
import dev.cairn.schema.sqlite.forms.SqliteTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Predicate;

/**
 * Rows that break a NOT NULL or CHECK constraint or a STRICT type of their own table: {@code PRAGMA
 * ignore_check_constraints} and an edited schema leave such rows. SQLite's own check names no row,
 * and looks at no CHECK of a database that is only read.
 */
public final class ContradictingRows {

    private static final int SHOWN = 3;

    private ContradictingRows() {}

    private record Rule(String text, String broken) {}

    /** Returns a line for each constraint of the database that rows break. */
    public static List<String> find(DatabaseDriver driver) {
        return find(driver, _ -> true);
    }

    /** Returns a line for each constraint of these tables that rows break. */
    public static List<String> find(DatabaseDriver driver, Collection<String> tables) {
        return find(
                driver,
                table -> tables.stream().anyMatch(name -> Identifier.same(name, table.name())));
    }

    /** Returns whether a line of SQLite's integrity check is about such rows. */
    public static boolean isAbout(String integrityLine) {
        return integrityLine.startsWith("NULL value in ")
                || integrityLine.startsWith("CHECK constraint failed in ")
                || integrityLine.matches("non-[A-Z]+ value in .*");
    }

    private static List<String> find(DatabaseDriver driver, Predicate<Table> wanted) {
        List<String> lines = new ArrayList<>();
        for (Table table : driver.inspectSchema().tables()) {
            List<Rule> rules = wanted.test(table) ? rules(table) : List.of();
            if (!rules.isEmpty()) {
                lines.addAll(lines(driver, table, rules));
            }
        }
        return lines;
    }

    private static List<Rule> rules(Table table) {
        List<Rule> rules = new ArrayList<>();
        for (Column column : table.columns()) {
            if (column.notNull().isPresent()) {
                rules.add(
                        new Rule(
                                "NOT NULL of " + column.name(),
                                // SQLite takes "IS NULL" for false here without a look.
                                "typeof(" + quote(column.name()) + ") = 'null'"));
            }
        }
        if (SqliteTable.strict(table)) {
            table.columns().forEach(column -> strictType(column).ifPresent(rules::add));
        }
        for (CheckConstraint check : table.checks()) {
            rules.add(
                    new Rule(
                            "CHECK (" + check.expression() + ")",
                            "NOT (" + check.expression() + ")"));
        }
        return rules;
    }

    private static Optional<Rule> strictType(Column column) {
        String type = column.type().toUpperCase(Locale.ROOT);
        return type.equals("ANY")
                ? Optional.empty()
                : Optional.of(
                        new Rule(
                                "the STRICT type " + type + " of " + column.name(),
                                "typeof(%s) NOT IN ('null', '%s')"
                                        .formatted(
                                                quote(column.name()),
                                                type.equals("INT")
                                                        ? "integer"
                                                        : type.toLowerCase(Locale.ROOT))));
    }

    private static List<String> lines(DatabaseDriver driver, Table table, List<Rule> rules) {
        try {
            return broken(driver, table, rules);
        } catch (DatabaseException e) {
            if (e.code() != DatabaseErrorCode.INVALID_STATEMENT) {
                throw e;
            }
            // One of them needs a function of another program: the others are asked by themselves.
            return rules.size() == 1
                    ? List.of()
                    : rules.stream()
                            .flatMap(rule -> lines(driver, table, List.of(rule)).stream())
                            .toList();
        }
    }

    private static List<String> broken(DatabaseDriver driver, Table table, List<Rule> rules) {
        StringJoiner counts = new StringJoiner(", ", "SELECT count(*), ", " FROM main.");
        rules.forEach(rule -> counts.add("count(*) FILTER (WHERE " + rule.broken + ")"));
        List<Long> found = new ArrayList<>();
        try (Rows rows = driver.query(counts + quote(table.name()))) {
            rows.next();
            for (int i = 0; i <= rules.size(); i++) {
                found.add(rows.integer(i));
            }
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            long count = found.get(i + 1);
            if (count > 0) {
                lines.add(
                        "%d of %d rows of %s break %s%s"
                                .formatted(
                                        count,
                                        found.getFirst(),
                                        table.name(),
                                        rules.get(i).text,
                                        samples(driver, table, rules.get(i))));
            }
        }
        return lines;
    }

    private static String samples(DatabaseDriver driver, Table table, Rule rule) {
        Optional<String> rowId = RowIdNames.free(table);
        if (rowId.isEmpty()) {
            return "";
        }
        StringJoiner samples = new StringJoiner(", ", " (", ")");
        try (Rows rows =
                driver.query(
                        "SELECT %s FROM main.%s WHERE %s ORDER BY 1 LIMIT %d"
                                .formatted(rowId.get(), quote(table.name()), rule.broken, SHOWN))) {
            while (rows.next()) {
                samples.add("rowid " + rows.integer(0));
            }
        }
        return samples.toString();
    }
}
