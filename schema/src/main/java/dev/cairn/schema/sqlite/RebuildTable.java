package dev.cairn.schema.sqlite;

import static dev.cairn.schema.Identifier.quote;
import static java.util.stream.Collectors.joining;

import dev.cairn.schema.Column;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Index;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.ObjectName;
import dev.cairn.schema.PrimaryKey;
import dev.cairn.schema.Table;
import dev.cairn.schema.Trigger;
import dev.cairn.schema.plan.Action;
import dev.cairn.schema.plan.Effect;
import dev.cairn.schema.plan.Hazard;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.plan.Statement;
import dev.cairn.schema.sqlite.forms.RealAsText;
import dev.cairn.schema.sqlite.forms.SqliteTable;
import dev.cairn.schema.sqlite.text.ObjectText;
import dev.cairn.schema.sqlite.text.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rebuilds a table with all its changes at once, and copies its rows: the procedure of
 * https://www.sqlite.org/lang_altertable.html section 7. The old table keeps its name until it is
 * dropped, so nothing that refers to it is ever pointed elsewhere.
 *
 * <p>The new table gets its name under {@code legacy_alter_table}, which leaves views, triggers and
 * foreign keys of other tables alone. They named this table before and do so afterwards; that they
 * still work is checked when all steps are done, so that a view which was broken before does not
 * stand in the way.
 *
 * @param live the table as it is
 * @param target the table as it will be
 * @param copies what goes into which column; generated columns are not among them
 * @param source where the rows come from, with the names that the expressions use
 * @param rowIds by which names row ids are read and written; empty if there are none to keep
 * @param indexes indexes that stay as they are
 * @param triggers triggers on this table that stay as they are
 * @param statistics tables of statistics, whose rows for this table are kept
 * @param temporaryName a name that nothing has
 * @param rows how many rows there are
 */
record RebuildTable(
        Table live,
        Table target,
        List<Copy> copies,
        String source,
        Optional<RowIds> rowIds,
        List<Index> indexes,
        List<Trigger> triggers,
        Set<String> statistics,
        String temporaryName,
        long rows) {

    RebuildTable {
        copies = List.copyOf(copies);
        indexes = List.copyOf(indexes);
        triggers = List.copyOf(triggers);
        statistics = Set.copyOf(statistics);
    }

    /**
     * What goes into a column.
     *
     * @param expression an SQL expression over the old row
     * @param faithful whether this is the old value, unchanged
     */
    record Copy(String column, String expression, boolean faithful) {}

    /** The names of the row id on both sides. */
    record RowIds(String from, String to) {}

    /** Returns the step, with the rebuild that undoes it if nothing is lost. */
    PlanStep step(List<String> causes) {
        PlanStep step = step().because(causes);
        return rows > 0 && !isFaithful() ? step : step.undoneBy(back().step());
    }

    private PlanStep step() {
        return PlanStep.of(
                        Action.REBUILD,
                        ObjectName.of(ObjectKind.TABLE, name()),
                        "rebuild table '" + name() + "'",
                        Effect.on(name(), rows),
                        statements())
                .risking(hazards());
    }

    private List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.of(createStatement()));
        statements.add(Statement.of(copyStatement("")).orInPieces(pieces()));
        List<String> rest = new ArrayList<>();
        keepSequence(rest);
        for (String statistic : statistics) {
            rest.add(moveStatistics(statistic, live.name(), temporaryName));
        }
        rest.add("DROP TABLE " + quote(live.name()));
        rest.add("PRAGMA legacy_alter_table = ON");
        rest.add("ALTER TABLE " + quote(temporaryName) + " RENAME TO " + quote(name()));
        rest.add("PRAGMA legacy_alter_table = OFF");
        for (String statistic : statistics) {
            rest.add(moveStatistics(statistic, temporaryName, name()));
        }
        indexes.forEach(index -> rest.add(index.sql()));
        statistics.forEach(statistic -> rest.add(dropStaleStatistics(statistic)));
        triggers.forEach(trigger -> rest.add(trigger.sql()));
        rest.forEach(sql -> statements.add(Statement.of(sql)));
        return statements;
    }

    private String createStatement() {
        return ObjectText.renamed(SqliteRendering.INSTANCE.text(target), temporaryName);
    }

    private Optional<Statement.RowRange> pieces() {
        return rowIds.map(ids ->
                new Statement.RowRange(
                        copyStatement(" WHERE " + ids.from() + " BETWEEN ? AND ?"),
                        RowIdNames.rangeQuery(ids.from(), live.name())));
    }

    /** OR ABORT overrides the ON CONFLICT clauses of constraints, which could drop rows. */
    private String copyStatement(String condition) {
        List<String> into = new ArrayList<>();
        List<String> from = new ArrayList<>();
        rowIds.filter(ids -> !copiesRowId())
                .ifPresent(ids -> {
                    into.add(ids.to());
                    from.add(ids.from());
                });
        for (Copy copy : copies) {
            into.add(quote(copy.column()));
            from.add(copy.expression());
        }
        return into.stream()
                        .collect(
                                joining(
                                        ", ",
                                        "INSERT OR ABORT INTO " + quote(temporaryName) + " (",
                                        ")"))
                + from.stream().collect(joining(", ", " SELECT ", " FROM "))
                + source
                + condition
                + rowIds.map(ids -> " ORDER BY " + ids.from()).orElse("");
    }

    /** The copy leaves the sequence at the highest key in use; ids used before must not return. */
    private void keepSequence(List<String> statements) {
        if (!isAutoincrement(live) || !isAutoincrement(target)) {
            return;
        }
        String old =
                "(SELECT seq FROM sqlite_sequence WHERE name = "
                        + SqlText.string(live.name())
                        + ")";
        String own = "name = " + SqlText.string(temporaryName);
        statements.add("DELETE FROM sqlite_sequence WHERE " + own);
        statements.add(
                "INSERT INTO sqlite_sequence(name, seq) SELECT "
                        + SqlText.string(temporaryName)
                        + ", seq FROM sqlite_sequence WHERE name = "
                        + SqlText.string(live.name())
                        + " AND "
                        + old
                        + " IS NOT NULL");
    }

    private static String moveStatistics(String statistic, String from, String to) {
        return "UPDATE "
                + statistic
                + " SET tbl = "
                + SqlText.string(to)
                + " WHERE tbl = "
                + SqlText.string(from);
    }

    private String dropStaleStatistics(String statistic) {
        return "DELETE FROM "
                + statistic
                + " WHERE tbl = "
                + SqlText.string(name())
                + " AND idx IS NOT NULL AND idx <> tbl AND idx NOT IN"
                + " (SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = "
                + SqlText.string(name())
                + ")";
    }

    private List<Hazard> hazards() {
        List<Hazard> hazards = new ArrayList<>();
        if (rows > 0) {
            hazards.add(Hazard.rewrites(rows, name()));
            droppedColumns()
                    .forEach(column ->
                            hazards.add(
                                    Hazard.drops(
                                            "the values of '"
                                                    + name()
                                                    + "."
                                                    + column.name()
                                                    + "'")));
            if (copies.stream().anyMatch(copy -> !copy.faithful())) {
                hazards.add(
                        new Hazard(
                                Hazard.Kind.CHANGES_VALUES,
                                "stores other values than before in '" + name() + "'"));
            }
            computedDifferently().ifPresent(hazards::add);
            if (losesRowIds()) {
                hazards.add(
                        new Hazard(
                                Hazard.Kind.CHANGES_ROW_IDS,
                                "gives the rows of '" + name() + "' other row ids"));
            }
        }
        return hazards;
    }

    /** A REAL as text is another text in other versions of SQLite. */
    private Optional<Hazard> computedDifferently() {
        List<String> names = new ArrayList<>();
        indexes.stream()
                .filter(index -> RealAsText.in(index, target).isPresent())
                .forEach(index -> names.add("index '" + index.name() + "'"));
        target.columns().stream()
                .filter(column -> column.generated().filter(rule -> rule.stored()).isPresent())
                .filter(column -> RealAsText.in(column, target).isPresent())
                .forEach(column -> names.add("column '" + name() + "." + column.name() + "'"));
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Hazard(
                                Hazard.Kind.CHANGES_VALUES,
                                "computes "
                                        + String.join(", ", names)
                                        + " again, which holds a REAL as text; other versions of"
                                        + " SQLite write it with other digits"));
    }

    /** Returns whether row ids that could be seen before are different afterwards. */
    boolean losesRowIds() {
        boolean had = RowIdNames.free(live).isPresent();
        boolean sameAlias =
                SqliteTable.rowidAlias(target).isEmpty()
                        || !copiesRowId()
                        || SqliteTable.rowidAlias(live)
                                .filter(alias ->
                                        Identifier.same(
                                                alias.name(),
                                                SqliteTable.rowidAlias(target)
                                                        .orElseThrow()
                                                        .name()))
                                .isPresent();
        return had && (rowIds.isEmpty() || !sameAlias);
    }

    private List<Column> droppedColumns() {
        return live.columns().stream()
                .filter(column -> column.generated().isEmpty())
                .filter(column -> target.column(column.name()).isEmpty())
                .toList();
    }

    /** Returns whether every value and row id is still there afterwards. */
    private boolean isFaithful() {
        return droppedColumns().isEmpty()
                && !losesRowIds()
                && copies.stream()
                        .filter(copy -> live.column(copy.column()).isPresent())
                        .allMatch(Copy::faithful);
    }

    private RebuildTable back() {
        List<Copy> copiesBack =
                live.columns().stream()
                        .filter(column -> column.generated().isEmpty())
                        .filter(column -> target.column(column.name()).isPresent())
                        .map(column -> new Copy(column.name(), quote(column.name()), true))
                        .toList();
        return new RebuildTable(
                /* live= */ target,
                /* target= */ live,
                copiesBack,
                quote(name()),
                rowIds.map(ids -> new RowIds(ids.to(), ids.from())),
                indexes,
                triggers,
                statistics,
                temporaryName,
                rows);
    }

    private String name() {
        return target.name();
    }

    private static boolean isAutoincrement(Table table) {
        return table.primaryKey().filter(PrimaryKey::autoincrement).isPresent();
    }

    /** Returns whether a column that is copied is the row id under another name. */
    private boolean copiesRowId() {
        return SqliteTable.rowidAlias(target)
                .filter(alias ->
                        copies.stream()
                                .anyMatch(copy -> Identifier.same(copy.column(), alias.name())))
                .isPresent();
    }
}
