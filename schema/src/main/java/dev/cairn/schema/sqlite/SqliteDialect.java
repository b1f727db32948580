package dev.cairn.schema.sqlite;

import dev.cairn.schema.Difference;
import dev.cairn.schema.EngineObject;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Index;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.OpaqueObject;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaObject;
import dev.cairn.schema.Table;
import dev.cairn.schema.Trigger;
import dev.cairn.schema.View;
import dev.cairn.schema.VirtualTable;
import dev.cairn.schema.dialect.Forms;
import dev.cairn.schema.dialect.PlanContext;
import dev.cairn.schema.dialect.Proposal;
import dev.cairn.schema.dialect.Rendering;
import dev.cairn.schema.dialect.TableChange;
import dev.cairn.schema.dialect.TableDialect;
import dev.cairn.schema.lint.SchemaRule;
import dev.cairn.schema.plan.DatabaseFacts;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.sqlite.forms.SqliteForms;
import dev.cairn.schema.sqlite.lint.SqliteLint;
import dev.cairn.schema.sqlite.text.ObjectText;
import dev.cairn.schema.sqlite.text.SqlExpression;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** SQLite's rules for comparing and changing schemas. */
public final class SqliteDialect implements TableDialect {

    /** The one instance; it has no state. */
    public static final SqliteDialect INSTANCE = new SqliteDialect();

    private SqliteDialect() {}

    @Override
    public String name() {
        return "SQLite";
    }

    @Override
    public Rendering rendering() {
        return SqliteRendering.INSTANCE;
    }

    @Override
    public Forms forms(Schema live, Schema declared) {
        return SqliteForms.of(live, declared);
    }

    @Override
    public Set<String> names(String sql) {
        return ObjectText.names(sql);
    }

    @Override
    public String withColumns(String expression, Map<String, String> columns) {
        return SqlExpression.withNames(expression, columns);
    }

    @Override
    public String key(String name) {
        return Identifier.key(name);
    }

    @Override
    public Proposal create(SchemaObject object, List<String> causes, PlanContext context) {
        return switch (object) {
            case Table table -> Proposal.of(SqliteSteps.createTable(table).because(causes));
            case VirtualTable table -> new SqliteVirtualTables(context).create(table, causes);
            case Index index ->
                    Proposal.of(
                            SqliteSteps.createIndex(index, context.rowsOf(index.table()))
                                    .because(causes));
            case View view -> Proposal.of(SqliteSteps.createView(view).because(causes));
            case Trigger trigger -> createTrigger(trigger, causes, context);
            case OpaqueObject opaque -> throw notUnderstood(opaque);
            case EngineObject foreign -> throw notUnderstood(foreign);
        };
    }

    private static Proposal createTrigger(
            Trigger trigger, List<String> causes, PlanContext context) {
        return new Proposal(
                List.of(SqliteSteps.createTrigger(trigger).because(causes)),
                new SqliteVirtualTables(context).fillsFor(trigger),
                List.of(),
                List.of());
    }

    @Override
    public PlanStep drop(SchemaObject object, List<String> causes, PlanContext context) {
        PlanStep step =
                switch (object) {
                    case Table table ->
                            SqliteSteps.dropTable(table, context.facts().rowsOf(table.name()));
                    case VirtualTable table -> new SqliteVirtualTables(context).drop(table);
                    case Index index ->
                            SqliteSteps.dropIndex(index, context.facts().rowsOf(index.table()));
                    case View view -> SqliteSteps.dropView(view);
                    case Trigger trigger -> SqliteSteps.dropTrigger(trigger);
                    case OpaqueObject opaque -> throw notUnderstood(opaque);
                    case EngineObject foreign -> throw notUnderstood(foreign);
                };
        return step.because(causes);
    }

    private static IllegalArgumentException notUnderstood(SchemaObject object) {
        return new IllegalArgumentException("'" + object.name() + "' cannot be understood");
    }

    @Override
    public PlanStep renameTable(String from, String to, List<String> causes) {
        return SqliteSteps.renameTable(from, to).because(causes);
    }

    @Override
    public PlanStep renameColumn(String table, String from, String to, List<String> causes) {
        return SqliteSteps.renameColumn(table, from, to).because(causes);
    }

    @Override
    public Proposal change(TableChange change, PlanContext context) {
        return new SqliteTableChanges(change, context).proposal();
    }

    @Override
    public Proposal change(
            VirtualTable live, VirtualTable target, Difference cause, PlanContext context) {
        return new SqliteVirtualTables(context).change(live, target, cause);
    }

    /**
     * A rename, and the dropping of a column in place, read the text of every view and trigger
     * again; one that is broken, or needs a view that is dropped meanwhile, makes them fail.
     */
    @Override
    public boolean mustStandAside(
            SchemaObject object,
            List<Difference> differences,
            Set<String> droppedViews,
            DatabaseFacts facts) {
        boolean rereads =
                differences.stream()
                        .anyMatch(difference ->
                                difference.change() == Difference.Change.RENAMED
                                        || difference.is(
                                                ObjectKind.COLUMN, Difference.Change.UNDECLARED));
        return rereads
                && (facts.isBroken(object.name())
                        || names(object.sql()).stream().anyMatch(droppedViews::contains));
    }

    @Override
    public List<SchemaRule> lintRules() {
        return SqliteLint.rules();
    }
}
