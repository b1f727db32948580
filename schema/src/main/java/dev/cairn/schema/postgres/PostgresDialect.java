package dev.cairn.schema.postgres;

import dev.cairn.schema.DefinitionHints;
import dev.cairn.schema.Difference;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.OpaqueObject;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.dialect.CatalogDialect;
import dev.cairn.schema.lint.SchemaRule;
import dev.cairn.schema.plan.DatabaseFacts;
import dev.cairn.schema.plan.EngineVersion;
import dev.cairn.schema.plan.PlanOptions;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.plan.Refusal;
import dev.cairn.schema.plan.SchemaFingerprint;
import dev.cairn.schema.plan.SchemaPlan;
import dev.cairn.schema.plan.Statement;
import dev.cairn.schema.postgres.catalog.PostgresCatalog;
import dev.cairn.schema.postgres.catalog.ReadableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of PostgreSQL. */
public final class PostgresDialect implements CatalogDialect {

    /** The one instance; it has no state. */
    public static final PostgresDialect INSTANCE = new PostgresDialect();

    private static final EngineVersion ANY = new EngineVersion(14, 0, 0);

    private PostgresDialect() {}

    @Override
    public String name() {
        return "PostgreSQL";
    }

    /** The server folds names when it reads them; in its catalogs they are exact. */
    @Override
    public String key(String name) {
        return name;
    }

    @Override
    public Schema readable(Schema schema) {
        PostgresCatalog catalog = PostgresCatalog.of(schema);
        return ReadableSchema.of(schema, catalog, new Creation(catalog)::statements);
    }

    @Override
    public List<SchemaRule> lintRules() {
        return PostgresLint.rules();
    }

    @Override
    public List<PlanStep> renames(Schema live, SchemaDefinition declared) {
        return new Renaming(
                        PostgresCatalog.of(live),
                        PostgresCatalog.of(declared.schema()),
                        declared.hints())
                .steps();
    }

    @Override
    public List<Difference> compare(Schema live, SchemaDefinition declared, boolean strictOrder) {
        PostgresCatalog now = PostgresCatalog.of(live);
        PostgresCatalog then = PostgresCatalog.of(declared.schema());
        List<Difference> differences = new ArrayList<>();
        new PostgresComparison(now, then)
                .changes()
                .forEach(change -> differences.addAll(PostgresComparison.differences(change)));
        if (strictOrder) {
            differences.addAll(ColumnOrder.differences(now, then));
        }
        differences.addAll(unmanaged(live, declared.schema()));
        return differences;
    }

    /** What is not managed is left alone where it is, and cannot be made where it is not. */
    private static List<Difference> unmanaged(Schema live, Schema declared) {
        List<Difference> differences = new ArrayList<>();
        for (OpaqueObject object : live.opaqueObjects()) {
            if (declared.opaqueObject(object.name()).isEmpty()) {
                differences.add(opaque(object, Difference.Change.UNDECLARED));
            }
        }
        for (OpaqueObject object : declared.opaqueObjects()) {
            if (live.opaqueObject(object.name()).isEmpty()) {
                differences.add(opaque(object, Difference.Change.MISSING));
            }
        }
        return differences;
    }

    private static Difference opaque(OpaqueObject object, Difference.Change change) {
        boolean missing = change == Difference.Change.MISSING;
        Optional<String> text = Optional.of(object.name());
        return Difference.of(
                ObjectKind.OPAQUE,
                change,
                object.name(),
                missing ? Optional.empty() : text,
                missing ? text : Optional.empty());
    }

    @Override
    public SchemaPlan plan(
            Schema live, SchemaDefinition declared, DatabaseFacts facts, PlanOptions options) {
        PostgresCatalog now = PostgresCatalog.of(live);
        PostgresCatalog then = PostgresCatalog.of(declared.schema());
        SchemaPlan plan =
                new PostgresPlanning(now, then, declared.hints(), facts, options)
                        .plan(SchemaFingerprint.of(live));
        List<Refusal> refusals = new ArrayList<>(plan.refusals());
        List<Difference> leftAlone = new ArrayList<>(plan.leftAlone());
        for (Difference difference : unmanaged(live, declared.schema())) {
            if (difference.change() == Difference.Change.UNDECLARED) {
                leftAlone.add(difference);
            } else {
                refusals.add(
                        new Refusal(
                                difference.path(),
                                "Cairn does not manage objects of this kind",
                                "create it in a migration, or take it out of the definition"));
            }
        }
        if (options.strictOrder()) {
            refusals.addAll(ColumnOrder.refusals(now, then));
        }
        return new SchemaPlan(plan.fingerprint(), plan.steps(), plan.checks(), refusals, leftAlone);
    }

    @Override
    public List<String> script(Schema schema) {
        return new PostgresPlanning(
                        PostgresCatalog.of(Schema.empty()),
                        PostgresCatalog.of(schema),
                        DefinitionHints.none(),
                        DatabaseFacts.empty(ANY),
                        PlanOptions.standard())
                .plan("").steps().stream()
                        .flatMap(step -> step.statements().stream())
                        .map(Statement::sql)
                        .toList();
    }
}
