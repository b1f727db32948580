package dev.cairn.schema.sqlite;

import dev.cairn.schema.CheckConstraint;
import dev.cairn.schema.Column;
import dev.cairn.schema.ConflictAction;
import dev.cairn.schema.Difference;
import dev.cairn.schema.Difference.Aspect;
import dev.cairn.schema.Difference.Change;
import dev.cairn.schema.ForeignKey;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.IndexedColumn;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.dialect.PlanContext;
import dev.cairn.schema.dialect.TableChange;
import dev.cairn.schema.plan.EngineVersion;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.sqlite.forms.SqliteTableForms;
import dev.cairn.schema.sqlite.text.ObjectText;
import dev.cairn.schema.sqlite.text.SqlToken;
import dev.cairn.schema.sqlite.text.SqlTokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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

    InPlaceChange(TableChange change, TableMove move, PlanContext context) {
        this.change = change;
        this.move = move;
        this.version = context.facts().version();
        this.strictOrder = context.options().strictOrder();
        this.added = notIn(move.target().columns(), move.live().columns());
        this.dropped = notIn(move.live().columns(), move.target().columns());
        SqliteTableForms live = SqliteTableForms.of(move.live(), context.live());
        SqliteTableForms target = SqliteTableForms.of(move.target(), context.wanted());
        Set<String> liveChecks =
                move.live().checks().stream().map(live::check).collect(Collectors.toSet());
        Set<String> targetChecks =
                move.target().checks().stream().map(target::check).collect(Collectors.toSet());
        Set<String> liveKeys =
                move.live().foreignKeys().stream()
                        .map(live::foreignKey)
                        .collect(Collectors.toSet());
        this.newChecks =
                move.target().checks().stream()
                        .filter(check -> !liveChecks.contains(target.check(check)))
                        .toList();
        this.oldChecks =
                move.live().checks().stream()
                        .filter(check -> !targetChecks.contains(live.check(check)))
                        .toList();
        this.newKeys =
                move.target().foreignKeys().stream()
                        .filter(key -> !liveKeys.contains(target.foreignKey(key)))
                        .toList();
    }

    private static List<Column> notIn(List<Column> columns, List<Column> others) {
        return columns.stream()
                .filter(column ->
                        others.stream().noneMatch(o -> Identifier.same(o.name(), column.name())))
                .toList();
    }

    /** Returns the steps, in order; empty if the table must be rebuilt. */
    Optional<List<PlanStep>> steps() {
        boolean possible =
                change.differences().stream().allMatch(this::isPossible) && fillsAreSafe();
        return possible ? Optional.of(orderedSteps()) : Optional.empty();
    }

    private boolean isPossible(Difference difference) {
        return switch (difference.kind()) {
            case TABLE -> difference.change() == Change.RENAMED;
            case COLUMN ->
                    switch (difference.change()) {
                        case RENAMED -> true;
                        case MISSING -> added.stream().allMatch(this::canAdd);
                        case UNDECLARED -> dropped.stream().allMatch(this::canDrop);
                        case CHANGED ->
                                difference.aspect() == Aspect.NOT_NULL
                                        && difference
                                                .member()
                                                .filter(this::canChangeNotNull)
                                                .isPresent();
                    };
            case CHECK ->
                    difference.change() == Change.MISSING
                            ? newChecks.stream().allMatch(this::canAddCheck)
                            : oldChecks.stream().allMatch(this::canDropCheck);
            case FOREIGN_KEY ->
                    difference.change() == Change.MISSING
                            && newKeys.stream().allMatch(this::comesWithColumn);
            default -> false;
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
        List<Column> columns = move.target().columns();
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
                TableMove.isInPrimaryKey(move.live(), column)
                        || move.live().uniqueConstraints().stream()
                                .flatMap(unique -> unique.columns().stream())
                                .map(IndexedColumn::expression)
                                .anyMatch(key -> Identifier.same(key, name))
                        || move.live().foreignKeys().stream()
                                .flatMap(key -> key.columns().stream())
                                .anyMatch(key -> Identifier.same(key, name));
        boolean checked =
                move.live().checks().stream()
                        .anyMatch(check -> ObjectText.mentions(check.expression(), name));
        boolean computedFrom =
                move.live().columns().stream()
                        .flatMap(other -> other.generated().stream())
                        .anyMatch(rule -> ObjectText.mentions(rule.expression(), name));
        boolean indexed =
                change.indexes().stream().anyMatch(index -> ObjectText.mentions(index.sql(), name));
        return !keyed && !checked && !computedFrom && !indexed;
    }

    private boolean canChangeNotNull(String name) {
        Optional<Column> live = move.live().column(name);
        Optional<Column> target = move.target().column(name);
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
                && !TableMove.isInPrimaryKey(move.target(), column)
                && !TableMove.isInPrimaryKey(move.live(), column);
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
        boolean fills = move.target().columns().stream().anyMatch(this::isFilled);
        return !fills || (change.triggers().isEmpty() && !change.renames());
    }

    private boolean isFilled(Column column) {
        return move.rows() > 0 && move.backfill(column).isPresent();
    }

    private List<PlanStep> orderedSteps() {
        List<PlanStep> steps = new ArrayList<>();
        oldChecks.forEach(check ->
                steps.add(
                        SqliteSteps.dropCheck(name(), check, move.rows())
                                .because(causes(ObjectKind.CHECK, text(check)))));
        move.live().columns().forEach(column -> addDropNotNull(column, steps));
        added.forEach(column -> steps.add(addColumn(column)));
        move.target().columns().forEach(column -> addFill(column, steps));
        move.target().columns().forEach(column -> addSetNotNull(column, steps));
        newChecks.stream()
                .filter(check -> columnFor(check).isEmpty())
                .forEach(check ->
                        steps.add(
                                SqliteSteps.addCheck(name(), check, move.rows())
                                        .because(causes(ObjectKind.CHECK, text(check)))));
        dropped.forEach(column ->
                steps.add(
                        SqliteSteps.dropColumn(name(), column, move.rows())
                                .because(causes(column.name()))));
        return steps;
    }

    private void addDropNotNull(Column live, List<PlanStep> steps) {
        boolean drops =
                live.notNull().isPresent()
                        && move.target()
                                .column(live.name())
                                .filter(target -> target.notNull().isEmpty())
                                .isPresent();
        if (drops) {
            steps.add(
                    SqliteSteps.dropNotNull(name(), live.name(), move.rows())
                            .because(causes(live.name())));
        }
    }

    private PlanStep addColumn(Column column) {
        Column first = isFilled(column) ? withoutNotNull(column) : column;
        List<CheckConstraint> checks =
                newChecks.stream()
                        .filter(check -> columnFor(check).filter(column::equals).isPresent())
                        .toList();
        List<ForeignKey> keys =
                newKeys.stream()
                        .filter(key -> Identifier.same(key.columns().getFirst(), column.name()))
                        .toList();
        List<String> causes = new ArrayList<>(causes(column.name()));
        checks.forEach(check -> causes.addAll(causes(ObjectKind.CHECK, text(check))));
        keys.forEach(key ->
                causes.addAll(
                        causes(ObjectKind.FOREIGN_KEY, SqliteRendering.INSTANCE.foreignKey(key))));
        return SqliteSteps.addColumn(name(), first, checks, keys).because(causes);
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
            String fill = move.backfill(column).orElseThrow();
            steps.add(
                    SqliteSteps.fillColumn(name(), column.name(), fill, move.rows())
                            .because(causes(column.name())));
        }
    }

    private void addSetNotNull(Column column, List<PlanStep> steps) {
        boolean wasNullable =
                move.origin(column).filter(old -> old.notNull().isEmpty()).isPresent()
                        || (move.origin(column).isEmpty() && isFilled(column));
        if (column.notNull().isPresent() && wasNullable) {
            steps.add(
                    SqliteSteps.setNotNull(name(), column.name(), move.rows())
                            .because(causes(column.name())));
        }
    }

    private String name() {
        return move.target().name();
    }

    private static String text(CheckConstraint check) {
        return SqliteRendering.INSTANCE.check(check);
    }

    /** Returns why a column is touched. */
    private List<String> causes(String column) {
        return causes(difference ->
                difference.member().filter(name -> Identifier.same(name, column)).isPresent());
    }

    /** Returns why a constraint of that text comes or goes. */
    private List<String> causes(ObjectKind kind, String text) {
        return causes(difference ->
                difference.kind() == kind
                        && difference.declared().or(difference::live).equals(Optional.of(text)));
    }

    private List<String> causes(Predicate<Difference> concerned) {
        return change.differences().stream().filter(concerned).map(Difference::reason).toList();
    }
}
