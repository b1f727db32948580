package dev.cairn.schema.sqlite;

import static dev.cairn.schema.Identifier.quote;
import static java.util.stream.Collectors.joining;

import dev.cairn.schema.CheckConstraint;
import dev.cairn.schema.Column;
import dev.cairn.schema.ForeignKey;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Index;
import dev.cairn.schema.IndexedColumn;
import dev.cairn.schema.PrimaryKey;
import dev.cairn.schema.UniqueConstraint;
import dev.cairn.schema.dialect.PlanContext;
import dev.cairn.schema.plan.DataCheck;
import dev.cairn.schema.sqlite.forms.SqliteTable;
import dev.cairn.schema.sqlite.forms.SqliteTableForms;
import dev.cairn.schema.sqlite.text.ObjectText;
import dev.cairn.schema.sqlite.text.SqlToken;
import dev.cairn.schema.sqlite.text.SqlTokenizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the rows of one table must be asked before it changes: everything that its new constraints
 * and types could be broken by. Constraints that the rows obey already are not asked again.
 */
final class RowChecks {

    private static final String FIX_ROWS = "fix the rows first";

    private final TableMove move;
    private final SqliteTableForms live;
    private final SqliteTableForms target;
    private final ForeignKeyChecks foreignKeys;
    private final RowProjection projection;
    private final List<DataCheck> checks = new ArrayList<>();

    RowChecks(TableMove move, PlanContext context) {
        this.move = move;
        this.live = SqliteTableForms.of(move.live(), context.live());
        this.target = SqliteTableForms.of(move.target(), context.wanted());
        this.foreignKeys =
                new ForeignKeyChecks(
                        context.wanted(), name -> context.pair(name).map(TableMove::of));
        this.projection = new RowProjection(move);
    }

    /**
     * Returns the questions for the table and its changed indexes.
     *
     * @param writesRows whether the plan writes rows again, which computes their stored values
     */
    List<DataCheck> all(List<Index> changedIndexes, boolean writesRows) {
        if (move.rows() == 0) {
            return List.of();
        }
        move.target().columns().forEach(this::addConversion);
        move.target().columns().forEach(this::addNotNull);
        move.target().columns().forEach(this::addGenerated);
        move.target().columns().forEach(this::addComputedType);
        if (writesRows) {
            move.target().columns().forEach(this::addStoredValue);
        }
        addUniques();
        changedIndexes.stream().filter(Index::unique).forEach(this::addUniqueIndex);
        changedIndexes.forEach(this::addIndexTerms);
        addCheckConstraints();
        addForeignKeys();
        return List.copyOf(checks);
    }

    private void addConversion(Column column) {
        move.unfit(column)
                .ifPresent(unfit ->
                        add(
                                "store " + path(column) + " as " + typeName(column),
                                "hold a value that would change or does not fit",
                                "give the column a 'using' expression, or " + FIX_ROWS,
                                quote(move.original().name()),
                                projection.liveKeyColumns()
                                        + move.given(column).orElseThrow()
                                        + " AS "
                                        + quote(column.name()),
                                unfit));
    }

    private static String typeName(Column column) {
        return column.type().isEmpty() ? "an untyped column" : column.type();
    }

    private void addNotNull(Column column) {
        boolean required =
                TableMove.isRequired(move.target(), column)
                        || (TableMove.isInPrimaryKey(move.target(), column) && primaryKeyChanged());
        boolean wasRequired =
                move.origin(column)
                        .filter(old -> TableMove.isRequired(move.live(), old))
                        .isPresent();
        boolean numbered =
                TableMove.isRowIdAlias(move.target(), column) && move.origin(column).isEmpty();
        if (required && !numbered && (!wasRequired || move.changesValue(column))) {
            addOnRows(
                    "make " + path(column) + " NOT NULL",
                    "hold NULL",
                    "give the column a backfill, or " + FIX_ROWS,
                    List.of(),
                    quote(column.name()) + " IS NULL");
        }
    }

    /** A column that becomes computed loses what was stored in it. */
    private void addGenerated(Column column) {
        if (move.becomesGenerated(column)) {
            String old = projection.storedColumn(column);
            add(
                    "compute " + path(column),
                    "hold another value than the one computed",
                    FIX_ROWS,
                    projection.from(),
                    projection.keyColumns() + old + " AS " + quote(column.name()),
                    old + " IS NOT " + quote(column.name()));
        }
    }

    /** Values that a STRICT table computes have to be of the column's type. */
    private void addComputedType(Column column) {
        if (column.generated().isEmpty() || isComputedAsBefore(column)) {
            return;
        }
        String expression = column.generated().orElseThrow().expression();
        Conversion.into(column.type(), SqliteTable.strict(move.target()))
                .misfit(expression)
                .ifPresentOrElse(
                        misfit ->
                                addOnRows(
                                        "compute " + path(column) + " as " + typeName(column),
                                        "give a value of another type",
                                        "correct its expression, or " + FIX_ROWS,
                                        List.of(),
                                        misfit),
                        () -> addComputable(column));
    }

    private boolean isComputedAsBefore(Column column) {
        return SqliteTable.strict(move.live())
                && hasSameRule(column)
                && move.target().columns().stream()
                        .filter(other -> other.generated().isEmpty())
                        .noneMatch(move::changesValue);
    }

    private boolean hasSameRule(Column column) {
        return move.origin(column)
                .filter(old -> live.generated(old).equals(target.generated(column)))
                .filter(old -> live.type(old).equals(target.type(column)))
                .isPresent();
    }

    /** An expression that fails on one row makes the whole table unreadable. */
    private void addComputable(Column column) {
        String expression = column.generated().orElseThrow().expression();
        if (canFail(expression) && !(hasSameRule(column) && inputsStay(expression))) {
            addOnRows(
                    "compute " + path(column),
                    "cannot be computed",
                    "correct the expression, or " + FIX_ROWS,
                    List.of(),
                    neverTrue(quote(column.name())));
        }
    }

    /** A condition that holds for no row, but evaluates the expression for each. */
    private static String neverTrue(String expression) {
        return "typeof(" + expression + ") = ''";
    }

    /** Functions and JSON operators fail on some values; the other operators give NULL. */
    private static boolean canFail(String expression) {
        List<SqlToken> tokens = SqlTokenizer.tokens(expression);
        return IntStream.range(1, tokens.size())
                .anyMatch(i ->
                        tokens.get(i).text().startsWith("->")
                                || (tokens.get(i).is("(") && tokens.get(i - 1).isName()));
    }

    /**
     * A value that another version of SQLite computed and stored may be different when this one
     * computes it: a REAL as text has 15 digits or 17, for example.
     */
    private void addStoredValue(Column column) {
        if (!move.isStoredAgain(column) || !hasSameRule(column)) {
            return;
        }
        if (inputsStay(column.generated().orElseThrow().expression())) {
            String old = projection.storedColumn(column);
            add(
                    "rebuild "
                            + move.target().name()
                            + " with "
                            + path(column)
                            + " as it is stored",
                    "hold a value that this version of SQLite computes differently",
                    "declare an expression that every version computes alike, such as"
                            + " printf('%.15g', …) for a REAL as text",
                    projection.from(),
                    projection.keyColumns()
                            + old
                            + " AS "
                            + quote(column.name() + " stored")
                            + ", "
                            + quote(column.name())
                            + " AS "
                            + quote("computed"),
                    "(" + old + " COLLATE BINARY) IS NOT " + quote(column.name()));
        }
    }

    /** Returns whether the columns that an expression reads hold what they held before. */
    private boolean inputsStay(String expression) {
        return inputsStay(expression, new HashSet<>());
    }

    private boolean inputsStay(String expression, Set<String> seen) {
        for (String name : mentionedColumns(expression)) {
            if (seen.add(name)) {
                boolean stays =
                        !changes(name)
                                && move.target()
                                        .column(name)
                                        .flatMap(Column::generated)
                                        .filter(rule -> !inputsStay(rule.expression(), seen))
                                        .isEmpty();
                if (!stays) {
                    return false;
                }
            }
        }
        return true;
    }

    private void addUniques() {
        Set<String> known = forms(move.live().uniqueConstraints(), live::unique);
        for (UniqueConstraint unique : move.target().uniqueConstraints()) {
            if (!known.contains(target.unique(unique)) || changesAny(unique.columns())) {
                addUnique(unique.columns(), Optional.empty(), "");
            }
        }
        move.target()
                .primaryKey()
                .filter(key -> primaryKeyChanged() || changesAny(key.columns()))
                .filter(key -> !isNewRowId(key))
                .ifPresent(key -> addUnique(key.columns(), Optional.empty(), ""));
    }

    private boolean isNewRowId(PrimaryKey key) {
        return SqliteTable.rowidAlias(move.target()).isPresent()
                && move.live().column(key.columns().getFirst().expression()).isEmpty();
    }

    private boolean primaryKeyChanged() {
        return !live.primaryKey().equals(target.primaryKey())
                || SqliteTable.withoutRowid(move.live()) != SqliteTable.withoutRowid(move.target());
    }

    private void addUniqueIndex(Index index) {
        addUnique(index.columns(), index.where(), " for index '" + index.name() + "'");
    }

    /** An expression that fails on a row makes the index impossible. */
    private void addIndexTerms(Index index) {
        List<String> terms =
                index.columns().stream()
                        .filter(term -> !term.isColumn())
                        .map(IndexedColumn::expression)
                        .filter(RowChecks::canFail)
                        .map(term -> neverTrue("(" + term + ")"))
                        .toList();
        String where = index.where().orElse("1");
        if (!terms.isEmpty() || canFail(where)) {
            String any = terms.isEmpty() ? "0" : String.join(" OR ", terms);
            addOnRows(
                    "create index " + index.name(),
                    "cannot be indexed",
                    "correct its expressions, or " + FIX_ROWS,
                    List.of(),
                    "CASE WHEN (" + where + ") THEN (" + any + ") ELSE 0 END");
        }
    }

    /** NULL is different from NULL, so a row with a NULL has no duplicates. */
    private void addUnique(List<IndexedColumn> terms, Optional<String> where, String by) {
        String keys = terms.stream().map(this::term).collect(joining(", "));
        String present =
                terms.stream().map(term -> value(term) + " IS NOT NULL").collect(joining(" AND "));
        String condition = present + where.map(text -> " AND (" + text + ")").orElse("");
        String names = terms.stream().map(this::shown).collect(joining(", "));
        String groups =
                " FROM "
                        + projection.from()
                        + " WHERE "
                        + condition
                        + " GROUP BY "
                        + keys
                        + " HAVING count(*) > 1";
        String values =
                terms.stream()
                        .map(term -> value(term) + " AS " + quote(term.expression()))
                        .collect(joining(", "));
        checks.add(
                new DataCheck(
                        "make " + move.target().name() + "(" + names + ") unique" + by,
                        "share their values with others",
                        FIX_ROWS,
                        move.rows(),
                        Optional.empty(),
                        "SELECT coalesce(sum(n), 0), "
                                + projection.total()
                                + " FROM (SELECT count(*) AS n"
                                + groups
                                + ")",
                        "SELECT "
                                + values
                                + projection.firstAndLastKey()
                                + ", count(*) AS \"times\""
                                + groups
                                + " LIMIT "
                                + DataCheck.SAMPLES));
    }

    private String term(IndexedColumn term) {
        return value(term) + collation(term).map(name -> " COLLATE " + quote(name)).orElse("");
    }

    private Optional<String> collation(IndexedColumn term) {
        return term.collation()
                .or(() ->
                        term.isColumn()
                                ? Optional.of(collationOf(term.expression()))
                                : Optional.empty());
    }

    /** Values that look different are duplicates under some collations, so those are named. */
    private String shown(IndexedColumn term) {
        return term.expression()
                + collation(term)
                        .filter(name -> !Identifier.same(name, "BINARY"))
                        .map(name -> " COLLATE " + name)
                        .orElse("");
    }

    private static String value(IndexedColumn term) {
        return term.isColumn() ? quote(term.expression()) : "(" + term.expression() + ")";
    }

    private String collationOf(String column) {
        return move.target().column(column).flatMap(Column::collation).orElse("BINARY");
    }

    private void addCheckConstraints() {
        Set<String> known = forms(move.live().checks(), live::check);
        for (CheckConstraint check : move.target().checks()) {
            if (!known.contains(target.check(check)) || changesMentioned(check.expression())) {
                addOnRows(
                        "add "
                                + check.name().map(name -> "'" + name + "' ").orElse("")
                                + "CHECK ("
                                + check.expression()
                                + ") to "
                                + move.target().name(),
                        "break it",
                        FIX_ROWS,
                        mentionedColumns(check.expression()),
                        "NOT (" + check.expression() + ")");
            }
        }
    }

    private List<String> mentionedColumns(String expression) {
        Set<String> names = ObjectText.names(expression);
        return move.target().columns().stream()
                .map(Column::name)
                .filter(name -> names.contains(Identifier.key(name)))
                .toList();
    }

    private boolean changesMentioned(String expression) {
        return mentionedColumns(expression).stream().anyMatch(this::changes);
    }

    private boolean changesAny(List<IndexedColumn> terms) {
        return terms.stream()
                .anyMatch(term ->
                        term.isColumn()
                                ? changes(term.expression())
                                : changesMentioned(term.expression()));
    }

    /** Returns whether the column's values, or how they compare, are others than before. */
    private boolean changes(String name) {
        return move.target()
                .column(name)
                .filter(column ->
                        move.changesValue(column)
                                || move.origin(column)
                                        .filter(old ->
                                                live.collation(old)
                                                        .equals(target.collation(column)))
                                        .isEmpty())
                .isPresent();
    }

    private void addForeignKeys() {
        Set<String> known = forms(move.live().foreignKeys(), live::foreignKey);
        for (ForeignKey key : move.target().foreignKeys()) {
            boolean changed = key.columns().stream().anyMatch(this::changes);
            if (changed || !known.contains(target.foreignKey(key))) {
                foreignKeys.newKey(move, key).ifPresent(checks::add);
            }
        }
        checks.addAll(foreignKeys.changedParent(move));
    }

    private void addOnRows(
            String subject, String problem, String remedy, List<String> shown, String condition) {
        checks.add(projection.question(subject, problem, remedy, shown, condition));
    }

    private void add(
            String subject,
            String problem,
            String remedy,
            String from,
            String columns,
            String condition) {
        checks.add(
                projection.question(
                        subject,
                        problem,
                        remedy,
                        new DataCheck.Condition(from, condition, Optional.empty()),
                        columns));
    }

    private String path(Column column) {
        return move.target().name() + "." + column.name();
    }

    private static <T> Set<String> forms(List<T> constraints, Function<T, String> form) {
        return constraints.stream().map(form).collect(Collectors.toSet());
    }
}
