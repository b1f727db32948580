package dev.cairn.schema.postgres;

import dev.cairn.schema.DefinitionHints;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.ObjectName;
import dev.cairn.schema.Schema;
import dev.cairn.schema.plan.DatabaseFacts;
import dev.cairn.schema.plan.EngineVersion;
import dev.cairn.schema.plan.PlanOptions;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.plan.Statement;
import dev.cairn.schema.postgres.catalog.ObjectId;
import dev.cairn.schema.postgres.catalog.PostgresCatalog;
import dev.cairn.schema.postgres.catalog.PostgresObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The statements that make a schema in an empty database, in the two parts between which the rows
 * are loaded: indexes, keys and other constraints are faster to make when the rows are there, and
 * triggers and foreign keys must not act on rows that are being loaded.
 *
 * @param beforeRows what is there when the rows come
 * @param afterRows the rest
 * @param owners what gives the objects to the roles that own them, if another role makes them
 */
public record CopyScript(List<String> beforeRows, List<String> afterRows, List<String> owners) {

    private static final Set<ObjectKind> LATE =
            EnumSet.of(
                    ObjectKind.INDEX,
                    ObjectKind.PRIMARY_KEY,
                    ObjectKind.UNIQUE,
                    ObjectKind.CHECK,
                    ObjectKind.FOREIGN_KEY,
                    ObjectKind.EXCLUSION,
                    ObjectKind.TRIGGER,
                    ObjectKind.EVENT_TRIGGER,
                    ObjectKind.RULE,
                    ObjectKind.POLICY,
                    ObjectKind.STATISTICS,
                    ObjectKind.MATERIALIZED_VIEW);

    public CopyScript {
        beforeRows = List.copyOf(beforeRows);
        afterRows = List.copyOf(afterRows);
        owners = List.copyOf(owners);
    }

    /** Returns the statements that make a schema. */
    public static CopyScript of(Schema schema) {
        PostgresCatalog catalog = PostgresCatalog.of(schema);
        Set<ObjectName> late = new HashSet<>();
        late(catalog).forEach(id -> late.add(id.objectName()));
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        List<String> last = new ArrayList<>();
        catalog.find(ObjectId.of(ObjectKind.NAMESPACE, "", "public"))
                .ifPresent(usual -> after.addAll(usualSchema(usual)));
        for (PlanStep step : steps(catalog)) {
            boolean isLate = late.contains(step.object());
            boolean acts = step.object().kind() == ObjectKind.EVENT_TRIGGER;
            for (Statement statement : step.statements()) {
                String sql = statement.sql();
                (acts ? last : isLate || sql.endsWith(" ROW LEVEL SECURITY") ? after : before)
                        .add(sql);
            }
        }
        after.addAll(last);
        List<String> owners =
                catalog.objects().stream().flatMap(object -> Ddl.owner(object).stream()).toList();
        return new CopyScript(before, after, owners);
    }

    /** The schema {@code public} is there already, with the rights that the server gives it. */
    private static List<String> usualSchema(PostgresObject usual) {
        List<String> statements = new ArrayList<>();
        List<String> metadata = Ddl.metadata(usual);
        if (metadata.stream().anyMatch(sql -> sql.startsWith("GRANT "))) {
            statements.add("REVOKE ALL ON SCHEMA \"public\" FROM PUBLIC");
        }
        statements.addAll(metadata);
        return statements;
    }

    private static List<PlanStep> steps(PostgresCatalog catalog) {
        return new PostgresPlanning(
                        PostgresCatalog.of(Schema.empty()),
                        catalog,
                        DefinitionHints.none(),
                        DatabaseFacts.empty(new EngineVersion(14, 0, 0)),
                        PlanOptions.standard())
                .plan("")
                .steps();
    }

    /** What a table needs to exist cannot wait for its rows. */
    private static Set<ObjectId> late(PostgresCatalog catalog) {
        Set<ObjectId> needed = new HashSet<>();
        catalog.objects().stream()
                .filter(object ->
                        object.kind() == ObjectKind.TABLE || object.kind() == ObjectKind.COLUMN)
                .forEach(object -> addNeeded(object.id(), catalog, needed));
        Set<ObjectId> late = new HashSet<>();
        catalog.objects().stream()
                .map(PostgresObject::id)
                .filter(id -> LATE.contains(id.kind()) && !needed.contains(id))
                .forEach(id -> addDependents(id, catalog, late));
        return late;
    }

    private static void addNeeded(ObjectId first, PostgresCatalog catalog, Set<ObjectId> needed) {
        Deque<ObjectId> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            ObjectId id = open.pop();
            if (needed.add(id)) {
                catalog.find(id).ifPresent(object -> open.addAll(object.dependencies()));
            }
        }
    }

    private static void addDependents(ObjectId first, PostgresCatalog catalog, Set<ObjectId> late) {
        Deque<ObjectId> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            ObjectId id = open.pop();
            if (late.add(id)) {
                open.addAll(catalog.dependents(id));
            }
        }
    }
}
