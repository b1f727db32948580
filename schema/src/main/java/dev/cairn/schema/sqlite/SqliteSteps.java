package dev.cairn.schema.sqlite;

import static dev.cairn.schema.Identifier.quote;
import static java.util.stream.Collectors.joining;

import dev.cairn.schema.CheckConstraint;
import dev.cairn.schema.Column;
import dev.cairn.schema.ForeignKey;
import dev.cairn.schema.Index;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.ObjectName;
import dev.cairn.schema.SchemaObject;
import dev.cairn.schema.Table;
import dev.cairn.schema.Trigger;
import dev.cairn.schema.View;
import dev.cairn.schema.VirtualTable;
import dev.cairn.schema.plan.Action;
import dev.cairn.schema.plan.Effect;
import dev.cairn.schema.plan.Hazard;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.plan.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The steps that SQLite carries out with one statement, each with the step that undoes it
 * (https://www.sqlite.org/lang_altertable.html).
 */
final class SqliteSteps {

    private static final SqliteRendering RENDERING = SqliteRendering.INSTANCE;

    private SqliteSteps() {}

    static PlanStep createTable(Table table) {
        return create(table, "").undoneBy(drop(table, List.of()));
    }

    static PlanStep dropTable(Table table, long rows) {
        return rows == 0
                ? drop(table, List.of()).undoneBy(create(table, ""))
                : drop(
                        table,
                        List.of(Hazard.drops(rows + " rows of '" + table.name() + "'")),
                        rows);
    }

    static PlanStep createIndex(Index index, long rows) {
        return indexed(index, rows).undoneBy(drop(index, List.of()));
    }

    static PlanStep dropIndex(Index index, long rows) {
        return drop(index, List.of()).undoneBy(indexed(index, rows));
    }

    private static PlanStep indexed(Index index, long rows) {
        String on = " on '" + index.table() + "'";
        PlanStep step = create(index, on, Effect.on(index.table(), rows));
        return rows == 0 ? step : step.risking(List.of(Hazard.scans(rows, index.table())));
    }

    static PlanStep createView(View view) {
        return create(view, "").undoneBy(drop(view, List.of()));
    }

    static PlanStep dropView(View view) {
        return drop(view, List.of()).undoneBy(create(view, ""));
    }

    static PlanStep createTrigger(Trigger trigger) {
        return create(trigger, " on '" + trigger.table() + "'").undoneBy(drop(trigger, List.of()));
    }

    static PlanStep dropTrigger(Trigger trigger) {
        return drop(trigger, List.of()).undoneBy(create(trigger, " on '" + trigger.table() + "'"));
    }

    /** Makes a table that a module serves, without filling it. */
    static PlanStep createVirtualTable(VirtualTable table) {
        return create(table, "").undoneBy(drop(table, List.of()));
    }

    /**
     * Drops a table that a module serves.
     *
     * @param refill the statements that would give a new one its content; empty if nothing does
     */
    static PlanStep dropVirtualTable(VirtualTable table, Optional<List<String>> refill) {
        if (refill.isEmpty()) {
            return drop(table, List.of(Hazard.drops("the content of '" + table.name() + "'")));
        }
        return drop(table, List.of())
                .undoneBy(
                        List.of(create(table, "")),
                        refill.filter(statements -> !statements.isEmpty()).stream()
                                .map(statements -> fillVirtualTable(table.name(), statements))
                                .toList());
    }

    /** Fills a full-text index from where its texts are. */
    static PlanStep fillVirtualTable(String table, List<String> statements) {
        return PlanStep.of(
                        Action.FILL,
                        ObjectName.of(ObjectKind.VIRTUAL_TABLE, table),
                        "fill the full-text index '" + table + "'",
                        Effect.NONE,
                        statements.stream().map(Statement::of).toList())
                .undoneBy();
    }

    private static PlanStep create(SchemaObject object, String on) {
        boolean table = object instanceof Table;
        return create(object, on, table ? Effect.on(object.name(), 0) : Effect.NONE);
    }

    private static PlanStep create(SchemaObject object, String on, Effect effect) {
        String text = RENDERING.text(object);
        return PlanStep.of(
                Action.CREATE,
                ObjectName.of(ObjectKind.of(object), object.name()),
                "create " + words(object) + " '" + object.name() + "'" + on,
                effect.making(text),
                List.of(Statement.of(text)));
    }

    private static PlanStep drop(SchemaObject object, List<Hazard> hazards) {
        return drop(object, hazards, 0);
    }

    private static PlanStep drop(SchemaObject object, List<Hazard> hazards, long rows) {
        Effect effect =
                switch (object) {
                    case Table table -> Effect.on(table.name(), rows);
                    case Index index -> Effect.on(index.table(), rows);
                    default -> Effect.NONE;
                };
        String keyword =
                ObjectKind.of(object) == ObjectKind.VIRTUAL_TABLE
                        ? "TABLE"
                        : ObjectKind.of(object).name();
        return PlanStep.of(
                        Action.DROP,
                        ObjectName.of(ObjectKind.of(object), object.name()),
                        "drop " + words(object) + " '" + object.name() + "'",
                        effect.taking(RENDERING.text(object)),
                        List.of(Statement.of("DROP " + keyword + " " + quote(object.name()))))
                .risking(hazards);
    }

    private static String words(SchemaObject object) {
        return object instanceof VirtualTable table
                ? table.module() + " table"
                : ObjectKind.of(object).words();
    }

    /** Gives a table another name; what refers to it follows. */
    static PlanStep renameTable(String from, String to) {
        return renamedTable(from, to).undoneBy(renamedTable(to, from));
    }

    private static PlanStep renamedTable(String from, String to) {
        Effect effect =
                new Effect(Set.of(from, to), 0, Optional.of(to), Optional.of(""), Optional.of(""));
        return PlanStep.of(
                Action.RENAME,
                ObjectName.of(ObjectKind.TABLE, from),
                "rename table '" + from + "' to '" + to + "'",
                effect,
                List.of(Statement.of(alter(from) + "RENAME TO " + quote(to))));
    }

    /** Gives a column another name; what refers to it follows. */
    static PlanStep renameColumn(String table, String from, String to) {
        return renamedColumn(table, from, to).undoneBy(renamedColumn(table, to, from));
    }

    private static PlanStep renamedColumn(String table, String from, String to) {
        return ofColumn(
                Action.RENAME,
                ObjectKind.COLUMN,
                table,
                from,
                "rename column '" + table + "." + from + "' to '" + to + "'",
                Effect.on(table, 0).naming(to),
                "RENAME COLUMN " + quote(from) + " TO " + quote(to));
    }

    /**
     * Adds a column at the end of a table without writing the rows again.
     *
     * @param checks the CHECKs that come with it
     * @param foreignKeys the foreign keys of this one column that come with it
     */
    static PlanStep addColumn(
            String table,
            Column column,
            List<CheckConstraint> checks,
            List<ForeignKey> foreignKeys) {
        return added(table, column, checks, foreignKeys).undoneBy(dropped(table, column, 0));
    }

    private static PlanStep added(
            String table,
            Column column,
            List<CheckConstraint> checks,
            List<ForeignKey> foreignKeys) {
        String constraints =
                Stream.concat(
                                checks.stream().map(RENDERING::check),
                                foreignKeys.stream().map(RENDERING::columnForeignKey))
                        .map(constraint -> " " + constraint)
                        .collect(joining());
        return ofColumn(
                Action.ADD,
                ObjectKind.COLUMN,
                table,
                column.name(),
                "add column '" + table + "." + column.name() + "'",
                Effect.on(table, 0),
                "ADD COLUMN " + RENDERING.column(column) + constraints);
    }

    /** Drops a column that nothing else uses, with its values. */
    static PlanStep dropColumn(String table, Column column, long rows) {
        boolean computed = column.generated().filter(generated -> !generated.stored()).isPresent();
        PlanStep step = dropped(table, column, rows);
        return rows == 0 || computed
                ? step.undoneBy(added(table, column, List.of(), List.of()))
                : step;
    }

    private static PlanStep dropped(String table, Column column, long rows) {
        String path = table + "." + column.name();
        PlanStep step =
                ofColumn(
                        Action.DROP,
                        ObjectKind.COLUMN,
                        table,
                        column.name(),
                        "drop column '" + path + "'",
                        Effect.on(table, rows),
                        "DROP COLUMN " + quote(column.name()));
        return rows == 0
                ? step
                : step.risking(
                        List.of(
                                Hazard.rewrites(rows, table),
                                Hazard.drops("the values of '" + path + "'")));
    }

    /** Forbids NULL in a column without writing the rows again (SQLite 3.53). */
    static PlanStep setNotNull(String table, String column, long rows) {
        return required(table, column, rows).undoneBy(permitted(table, column));
    }

    /** Permits NULL in a column without writing the rows again (SQLite 3.53). */
    static PlanStep dropNotNull(String table, String column, long rows) {
        return permitted(table, column).undoneBy(required(table, column, rows));
    }

    private static PlanStep required(String table, String column, long rows) {
        return ofColumn(
                        Action.SET,
                        ObjectKind.NOT_NULL,
                        table,
                        column,
                        "make '" + table + "." + column + "' NOT NULL",
                        Effect.of(rows),
                        "ALTER COLUMN " + quote(column) + " SET NOT NULL")
                .risking(List.of(Hazard.scans(rows, table)));
    }

    private static PlanStep permitted(String table, String column) {
        return ofColumn(
                Action.DROP,
                ObjectKind.NOT_NULL,
                table,
                column,
                "permit NULL in '" + table + "." + column + "'",
                Effect.NONE,
                "ALTER COLUMN " + quote(column) + " DROP NOT NULL");
    }

    /**
     * Adds a CHECK to a table without writing the rows again (SQLite 3.53). One without a name
     * cannot be dropped in place.
     */
    static PlanStep addCheck(String table, CheckConstraint check, long rows) {
        PlanStep step = checked(table, check, rows);
        return check.name().map(name -> step.undoneBy(unchecked(table, name))).orElse(step);
    }

    /** Drops a named CHECK without writing the rows again (SQLite 3.53). */
    static PlanStep dropCheck(String table, CheckConstraint check, long rows) {
        return unchecked(table, check.name().orElseThrow()).undoneBy(checked(table, check, rows));
    }

    private static PlanStep checked(String table, CheckConstraint check, long rows) {
        return PlanStep.of(
                        Action.ADD,
                        ObjectName.of(ObjectKind.CHECK, table),
                        "add CHECK (" + check.expression() + ") to '" + table + "'",
                        Effect.of(rows),
                        List.of(Statement.of(alter(table) + "ADD " + RENDERING.check(check))))
                .risking(List.of(Hazard.scans(rows, table)));
    }

    private static PlanStep unchecked(String table, String name) {
        return PlanStep.of(
                Action.DROP,
                ObjectName.of(ObjectKind.CHECK, table),
                "drop CHECK '" + name + "' of '" + table + "'",
                Effect.NONE,
                List.of(Statement.of(alter(table) + "DROP CONSTRAINT " + quote(name))));
    }

    /**
     * Gives the rows that hold NULL in a column the value that the definition names. OR ABORT
     * overrides the ON CONFLICT clauses of constraints, which could drop rows.
     */
    static PlanStep fillColumn(String table, String column, String expression, long rows) {
        String path = "'" + table + "." + column + "'";
        return PlanStep.of(
                        Action.FILL,
                        ObjectName.of(ObjectKind.COLUMN, table, column),
                        "fill NULL in " + path + " with " + expression,
                        Effect.on(table, rows),
                        List.of(
                                Statement.of(
                                        "UPDATE OR ABORT "
                                                + quote(table)
                                                + " SET "
                                                + quote(column)
                                                + " = ("
                                                + expression
                                                + ") WHERE "
                                                + quote(column)
                                                + " IS NULL")))
                .risking(
                        List.of(
                                new Hazard(
                                        Hazard.Kind.CHANGES_VALUES,
                                        "writes " + path + " where it is NULL")));
    }

    private static PlanStep ofColumn(
            Action action,
            ObjectKind kind,
            String table,
            String column,
            String description,
            Effect effect,
            String change) {
        return PlanStep.of(
                action,
                ObjectName.of(kind, table, column),
                description,
                effect,
                List.of(Statement.of(alter(table) + change)));
    }

    private static String alter(String table) {
        return "ALTER TABLE " + quote(table) + " ";
    }
}
