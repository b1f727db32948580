package dev.cairn.schema.plan;

import dev.cairn.schema.CheckConstraint;
import dev.cairn.schema.Column;
import dev.cairn.schema.ConflictAction;
import dev.cairn.schema.Difference;
import dev.cairn.schema.ForeignKey;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.IndexedColumn;
import dev.cairn.schema.sqlite.SqliteTableForms;
import dev.cairn.schema.sqlite.text.ObjectText;
import dev.cairn.schema.sqlite.text.SqlToken;
import dev.cairn.schema.sqlite.text.SqlTokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The changes of a table that ALTER TABLE can make without writing the rows again, if all of them
 * are of that sort (https://www.sqlite.org/lang_altertable.html).
 */
final class InPlaceChange {

    private final TableChange change;
    private final TableMove move;
    private final EngineVersion version;
    private final boolean strictOrder;
    private final List<Column> added;
    private final List<Column> dropped;
    private final List<CheckConstraint> newChecks;
    private final List<CheckConstraint> oldChecks;
    private final List<ForeignKey> newKeys;

    InPlaceChange(TableChange change, EngineVersion version, boolean strictOrder) {
        this.strictOrder = strictOrder;
        this.change = change;
        this.move = change.move();
        this.version = version;
        this.added = notIn(change.targetTable().columns(), change.liveTable().columns());
        this.dropped = notIn(change.liveTable().columns(), change.targetTable().columns());
        SqliteTableForms live = change.liveForm();
        SqliteTableForms target = change.targetForm();
        Set<String> liveChecks =
                change.liveTable().checks().stream().map(live::check).collect(Collectors.toSet());
        Set<String> targetChecks =
                change.targetTable().checks().stream()
                        .map(target::check)
                        .collect(Collectors.toSet());
        Set<String> liveKeys =
                change.liveTable().foreignKeys().stream()
                        .map(live::foreignKey)
                        .collect(Collectors.toSet());
        this.newChecks =
                change.targetTable().checks().stream()
                        .filter(check -> !liveChecks.contains(target.check(check)))
                        .toList();
        this.oldChecks =
                change.liveTable().checks().stream()
                        .filter(check -> !targetChecks.contains(live.check(check)))
                        .toList();
        this.newKeys =
                change.targetTable().foreignKeys().stream()
                        .filter(key -> !liveKeys.contains(target.foreignKey(key)))
                        .toList();
    }

    private static List<Column> notIn(List<Column> columns, List<Column> others) {
        return columns.stream()
                .filter(column ->
                        others.stream().noneMatch(o -> Identifier.same(o.name(), column.name())))
                .toList();
    }

    /** Returns the steps, in order; empty if the table must be made anew. */
    Optional<List<PlanStep>> steps() {
        boolean possible =
                change.differences().stream().allMatch(this::isPossible) && fillsAreSafe();
        return possible ? Optional.of(orderedSteps()) : Optional.empty();
    }

    private boolean isPossible(Difference difference) {
        return switch (difference.kind()) {
            case TABLE_RENAMED, COLUMN_RENAMED -> true;
            case COLUMN_MISSING -> added.stream().allMatch(this::canAdd);
            case COLUMN_UNDECLARED -> dropped.stream().allMatch(this::canDrop);
            case COLUMN_NOT_NULL -> difference.member().filter(this::canChangeNotNull).isPresent();
            case CHECK_MISSING -> newChecks.stream().allMatch(this::canAddCheck);
            case CHECK_UNDECLARED -> oldChecks.stream().allMatch(this::canDropCheck);
            case FOREIGN_KEY_MISSING -> newKeys.stream().allMatch(this::comesWithColumn);
            case OPAQUE_IN_THE_WAY,
                    OPAQUE_UNDECLARED,
                    OBJECT_KIND,
                    TABLE_MISSING,
                    TABLE_UNDECLARED,
                    TABLE_OPTIONS,
                    COLUMN_TYPE,
                    COLUMN_DEFAULT,
                    COLUMN_COLLATION,
                    COLUMN_GENERATED,
                    COLUMN_ORDER,
                    PRIMARY_KEY,
                    UNIQUE_MISSING,
                    UNIQUE_UNDECLARED,
                    FOREIGN_KEY_UNDECLARED,
                    VIRTUAL_TABLE_MISSING,
                    VIRTUAL_TABLE_UNDECLARED,
                    VIRTUAL_TABLE_CHANGED,
                    INDEX_MISSING,
                    INDEX_UNDECLARED,
                    INDEX_CHANGED,
                    VIEW_MISSING,
                    VIEW_UNDECLARED,
                    VIEW_CHANGED,
                    TRIGGER_MISSING,
                    TRIGGER_UNDECLARED,
                    TRIGGER_CHANGED ->
                    false;
        };
    }

    private boolean canAdd(Column column) {
        if (strictOrder && !isBehindAllOthers(column)) {
            return false;
        }
        if (column.generated().isPresent()) {
            boolean stored = column.generated().filter(Column.Generated::stored).isPresent();
            return !stored && column.notNull().isEmpty();
        }
        boolean hasDefault = column.defaultExpression().isPresent();
        if (move.backfill(column).isPresent()) {
            return !hasDefault && (column.notNull().isEmpty() || canSetNotNull(column));
        }
        return move.rows() == 0 || column.defaultExpression().filter(d -> !isLiteral(d)).isEmpty();
    }

    private boolean isBehindAllOthers(Column column) {
        List<Column> columns = change.targetTable().columns();
        List<Column> behind = columns.subList(columns.indexOf(column), columns.size());
        return added.containsAll(behind);
    }

    /** Where rows exist, ADD COLUMN takes no default that must be computed. */
    private static boolean isLiteral(String expression) {
        List<SqlToken> tokens = SqlTokenizer.tokens(expression);
        boolean signed = tokens.getFirst().is("-") || tokens.getFirst().is("+");
        SqlToken value = tokens.getLast();
        if (tokens.size() != (signed ? 2 : 1)) {
            return false;
        }
        return switch (value.kind()) {
            case NUMBER -> true;
            case STRING, BLOB -> !signed;
            case WORD -> !signed && (value.is("NULL") || value.is("TRUE") || value.is("FALSE"));
            case QUOTED_NAME, PARAMETER, SYMBOL, COMMENT, END -> false;
        };
    }

    private boolean canDrop(Column column) {
        String name = column.name();
        boolean keyed =
                TableMove.isInPrimaryKey(change.liveTable(), column)
                        || change.liveTable().uniqueConstraints().stream()
                                .flatMap(unique -> unique.columns().stream())
                                .map(IndexedColumn::expression)
                                .anyMatch(key -> Identifier.same(key, name))
                        || change.liveTable().foreignKeys().stream()
                                .flatMap(key -> key.columns().stream())
                                .anyMatch(key -> Identifier.same(key, name));
        boolean checked =
                change.liveTable().checks().stream()
                        .anyMatch(check -> ObjectText.mentions(check.expression(), name));
        boolean computedFrom =
                change.liveTable().columns().stream()
                        .flatMap(other -> other.generated().stream())
                        .anyMatch(rule -> ObjectText.mentions(rule.expression(), name));
        boolean indexed =
                change.indexes().stream().anyMatch(index -> ObjectText.mentions(index.sql(), name));
        return !keyed && !checked && !computedFrom && !indexed;
    }

    private boolean canChangeNotNull(String name) {
        Optional<Column> live = change.liveTable().column(name);
        Optional<Column> target = change.targetTable().column(name);
        if (live.isEmpty() || target.isEmpty()) {
            return false;
        }
        boolean oneSided = live.get().notNull().isPresent() != target.get().notNull().isPresent();
        return oneSided && canSetNotNull(live.get()) && canSetNotNull(target.get());
    }

    private boolean canSetNotNull(Column column) {
        boolean plain =
                column.notNull()
                        .filter(notNull ->
                                notNull.name().isPresent()
                                        || notNull.onConflict() != ConflictAction.ABORT)
                        .isEmpty();
        return plain
                && version.atLeast(3, 53, 0)
                && column.generated().isEmpty()
                && !TableMove.isInPrimaryKey(change.targetTable(), column)
                && !TableMove.isInPrimaryKey(change.liveTable(), column);
    }

    /** 3.53 rejects rows for which the new condition is NULL. */
    private boolean canAddCheck(CheckConstraint check) {
        boolean alter = move.rows() == 0 ? version.atLeast(3, 53, 0) : version.atLeast(3, 54, 1);
        return alter || columnFor(check).isPresent();
    }

    private boolean canDropCheck(CheckConstraint check) {
        return check.name().isPresent() && version.atLeast(3, 53, 0);
    }

    private boolean comesWithColumn(ForeignKey key) {
        return key.columns().size() == 1
                && added.stream()
                        .anyMatch(column -> Identifier.same(column.name(), key.columns().get(0)));
    }

    /** Returns the last added column that a CHECK mentions, with which it can come. */
    private Optional<Column> columnFor(CheckConstraint check) {
        return added.reversed().stream()
                .filter(column -> column.generated().isEmpty())
                .filter(column -> move.backfill(column).isEmpty())
                .filter(column -> ObjectText.mentions(check.expression(), column.name()))
                .findFirst();
    }

    /**
     * An UPDATE would fire triggers, and the names in a filling are those before any rename; a
     * rebuild knows neither trouble.
     */
    private boolean fillsAreSafe() {
        boolean fills = change.targetTable().columns().stream().anyMatch(this::isFilled);
        return !fills || (change.triggers().isEmpty() && !isRenamed());
    }

    private boolean isRenamed() {
        return change.hasDifference(Difference.Kind.COLUMN_RENAMED)
                || change.hasDifference(Difference.Kind.TABLE_RENAMED);
    }

    private boolean isFilled(Column column) {
        return move.rows() > 0 && move.backfill(column).isPresent();
    }

    private List<PlanStep> orderedSteps() {
        List<PlanStep> steps = new ArrayList<>();
        oldChecks.forEach(
                check -> steps.add(new PlanStep.DropCheck(name(), check, move.rows(), causes())));
        change.liveTable().columns().forEach(column -> addDropNotNull(column, steps));
        added.forEach(column -> steps.add(addColumn(column)));
        change.targetTable().columns().forEach(column -> addFill(column, steps));
        change.targetTable().columns().forEach(column -> addSetNotNull(column, steps));
        newChecks.stream()
                .filter(check -> columnFor(check).isEmpty())
                .forEach(check ->
                        steps.add(new PlanStep.AddCheck(name(), check, move.rows(), causes())));
        dropped.forEach(column -> steps.add(new DropColumn(name(), column, move.rows(), causes())));
        return steps;
    }

    private void addDropNotNull(Column live, List<PlanStep> steps) {
        boolean drops =
                live.notNull().isPresent()
                        && change.targetTable()
                                .column(live.name())
                                .filter(target -> target.notNull().isEmpty())
                                .isPresent();
        if (drops) {
            steps.add(new PlanStep.DropNotNull(name(), live.name(), move.rows(), causes()));
        }
    }

    private PlanStep addColumn(Column column) {
        Column first = isFilled(column) ? withoutNotNull(column) : column;
        return new AddColumn(
                name(),
                first,
                newChecks.stream()
                        .filter(check -> columnFor(check).filter(column::equals).isPresent())
                        .toList(),
                newKeys.stream()
                        .filter(key -> Identifier.same(key.columns().getFirst(), column.name()))
                        .toList(),
                causes());
    }

    private static Column withoutNotNull(Column column) {
        return new Column(
                column.name(),
                column.type(),
                Optional.empty(),
                column.defaultExpression(),
                column.collation(),
                column.generated());
    }

    private void addFill(Column column, List<PlanStep> steps) {
        if (isFilled(column)) {
            steps.add(
                    new PlanStep.FillColumn(
                            name(),
                            column.name(),
                            move.backfill(column).orElseThrow(),
                            move.rows(),
                            causes()));
        }
    }

    private void addSetNotNull(Column column, List<PlanStep> steps) {
        boolean wasNullable =
                move.origin(column).filter(old -> old.notNull().isEmpty()).isPresent()
                        || (move.origin(column).isEmpty() && isFilled(column));
        if (column.notNull().isPresent() && wasNullable) {
            steps.add(new PlanStep.SetNotNull(name(), column.name(), move.rows(), causes()));
        }
    }

    private String name() {
        return change.targetTable().name();
    }

    private List<String> causes() {
        return Causes.of(change.differences());
    }
}
