package dev.cairn.schema.planner;

import dev.cairn.schema.DefinitionHints;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.SchemaObject;
import dev.cairn.schema.Table;
import dev.cairn.schema.compare.Renames;
import dev.cairn.schema.dialect.PlanContext;
import dev.cairn.schema.dialect.TableDialect;
import dev.cairn.schema.dialect.TablePair;
import dev.cairn.schema.plan.DatabaseFacts;
import dev.cairn.schema.plan.PlanOptions;
import java.util.Optional;

/**
 * What a plan is made from.
 *
 * @param original the live schema with its former names
 * @param live the live schema with its new names
 * @param declared what is wanted
 * @param renames what leads from the former names to the new ones
 * @param facts what else is known of the database
 * @param options what the plan may do
 * @param dialect the rules of its engine
 * @param free gives names for what is only there for a while
 */
record PlanInput(
        Schema original,
        Schema live,
        SchemaDefinition declared,
        Renames renames,
        DatabaseFacts facts,
        PlanOptions options,
        TableDialect dialect,
        FreeNames free)
        implements PlanContext {

    static PlanInput of(
            Schema live,
            SchemaDefinition declared,
            DatabaseFacts facts,
            PlanOptions options,
            TableDialect dialect) {
        Renames renames = Renames.between(live, declared, dialect);
        return new PlanInput(
                live,
                renames.applyTo(live, dialect),
                declared,
                renames,
                facts,
                options,
                dialect,
                new FreeNames(live, declared.schema()));
    }

    @Override
    public Schema wanted() {
        return declared.schema();
    }

    @Override
    public DefinitionHints hints() {
        return declared.hints();
    }

    @Override
    public long rowsOf(String declaredTable) {
        return facts.rowsOf(renames.formerTable(declaredTable).orElse(declaredTable));
    }

    @Override
    public String freeName(String like) {
        return free.like(like);
    }

    @Override
    public Optional<TablePair> pair(String declaredTable) {
        return wanted().table(declaredTable)
                .flatMap(table -> live.table(declaredTable).map(found -> pair(found, table)));
    }

    private TablePair pair(Table found, Table wanted) {
        String former = renames.formerTable(wanted.name()).orElse(found.name());
        return new TablePair(
                original.table(former).orElseThrow(),
                found,
                TargetTable.of(found, wanted, prunes(), dialect),
                hints().table(wanted.name()),
                facts.rowsOf(former));
    }

    boolean prunes() {
        return options.prune();
    }

    /** Returns the object of that kind and name. */
    static Optional<? extends SchemaObject> object(Schema schema, ObjectKind kind, String name) {
        return switch (kind) {
            case VIRTUAL_TABLE -> schema.virtualTable(name);
            case INDEX -> schema.index(name);
            case VIEW -> schema.view(name);
            case TRIGGER -> schema.trigger(name);
            case OPAQUE -> schema.opaqueObject(name);
            default -> schema.table(name);
        };
    }
}
