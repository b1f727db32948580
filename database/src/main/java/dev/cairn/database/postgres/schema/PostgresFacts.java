package dev.cairn.database.postgres.schema;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.schema.Difference;
import dev.cairn.schema.EngineObject;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.plan.DatabaseFacts;
import dev.cairn.schema.plan.EngineVersion;
import dev.cairn.schema.postgres.catalog.ObjectId;
import dev.cairn.schema.postgres.catalog.PostgresObject;
import dev.cairn.schema.postgres.catalog.Property;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Collects what a plan must know of a PostgreSQL database beyond its schema. */
public final class PostgresFacts {

    /** A table with fewer rows than this is counted; of a larger one the estimate is taken. */
    private static final long COUNTED_ROWS = 250_000;

    private PostgresFacts() {}

    /** Returns the columns of a table in order; none if there is no such table. */
    public static List<String> columns(DatabaseDriver driver, String table) {
        List<String> columns = new ArrayList<>();
        try (Rows rows =
                driver.query(
                        "SELECT attname FROM pg_attribute WHERE attrelid ="
                                + " to_regclass(quote_ident(?)) AND attnum > 0 AND NOT attisdropped"
                                + " ORDER BY attnum",
                        table)) {
            while (rows.next()) {
                columns.add(Objects.requireNonNullElse(rows.text(0), ""));
            }
        }
        return columns;
    }

    /** Collects the version, and the rows of the tables that a difference touches. */
    public static DatabaseFacts collect(
            DatabaseDriver driver,
            Schema live,
            SchemaDefinition declared,
            List<Difference> differences) {
        Map<String, Long> rows = new HashMap<>();
        Map<String, Long> bytes = new HashMap<>();
        Map<ObjectId, Long> estimates = estimates(driver);
        for (ObjectId table : touched(live, declared, differences)) {
            long estimate = estimates.getOrDefault(table, -1L);
            rows.put(
                    Identifier.key(table.path()),
                    estimate >= COUNTED_ROWS ? estimate : count(driver, table));
            bytes.put(Identifier.key(table.path()), bytes(driver, table));
        }
        addRenamed(driver, live, declared, rows);
        return new DatabaseFacts(
                EngineVersion.parse(driver.information().engineVersion()),
                rows,
                Set.of(),
                Set.of(),
                Map.of(),
                bytes);
    }

    /** The rows of a partitioned table are in its partitions. */
    private static long bytes(DatabaseDriver driver, ObjectId table) {
        return (long)
                driver.queryValue(
                                "SELECT coalesce((SELECT sum(pg_table_size(relid)) FROM"
                                        + " pg_partition_tree(c.oid)), pg_table_size(c.oid))::int8"
                                        + " FROM pg_class c WHERE c.oid = to_regclass(?)",
                                table.qualified())
                        .orElse(0L);
    }

    /** A table that gets another name has its rows under both. */
    private static void addRenamed(
            DatabaseDriver driver, Schema live, SchemaDefinition declared, Map<String, Long> rows) {
        declared.hints()
                .tables()
                .forEach((name, hints) ->
                        hints.renamedFrom()
                                .flatMap(old -> table(live, name, old))
                                .ifPresent(
                                        old -> rows.put(Identifier.key(name), count(driver, old))));
    }

    private static Optional<ObjectId> table(Schema live, String name, String old) {
        String schema = name.contains(".") ? name.substring(0, name.indexOf('.')) : "public";
        ObjectId id = ObjectId.of(ObjectKind.TABLE, schema, old);
        return live.engineObjects().stream()
                .map(PostgresFacts::own)
                .map(PostgresObject::id)
                .filter(id::equals)
                .findFirst();
    }

    private static Map<ObjectId, Long> estimates(DatabaseDriver driver) {
        Map<ObjectId, Long> estimates = new HashMap<>();
        try (Rows rows =
                driver.query(
                        "SELECT n.nspname, c.relname, c.reltuples::int8 FROM pg_class c JOIN"
                                + " pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r',"
                                + " 'p')")) {
            while (rows.next()) {
                estimates.put(
                        ObjectId.of(
                                ObjectKind.TABLE,
                                String.valueOf(rows.text(0)),
                                String.valueOf(rows.text(1))),
                        rows.integer(2));
            }
        }
        return estimates;
    }

    private static long count(DatabaseDriver driver, ObjectId table) {
        return (long)
                driver.queryValue(
                                "SELECT count(*) FROM (SELECT FROM "
                                        + Identifier.quote(table.schema())
                                        + "."
                                        + Identifier.quote(table.name())
                                        + " LIMIT "
                                        + COUNTED_ROWS
                                        + ") AS counted")
                        .orElse(0L);
    }

    private static Set<ObjectId> touched(
            Schema live, SchemaDefinition declared, List<Difference> differences) {
        Set<String> paths = new TreeSet<>();
        differences.forEach(difference -> paths.add(difference.object()));
        Set<ObjectId> named = new TreeSet<>();
        Set<ObjectId> tables = new TreeSet<>();
        List<PostgresObject> all =
                Stream.concat(
                                live.engineObjects().stream(),
                                declared.schema().engineObjects().stream())
                        .map(PostgresFacts::own)
                        .toList();
        all.stream()
                .filter(object -> paths.contains(pathOf(object)))
                .forEach(object -> {
                    named.add(object.id());
                    tables.add(tableOf(object));
                });
        all.stream()
                .filter(object -> object.kind() == ObjectKind.COLUMN)
                .filter(object -> object.dependencies().stream().anyMatch(named::contains))
                .forEach(object -> tables.add(tableOf(object)));
        Set<ObjectId> existing = new TreeSet<>();
        live.engineObjects().stream()
                .map(PostgresFacts::own)
                .map(PostgresObject::id)
                .filter(tables::contains)
                .forEach(existing::add);
        return existing;
    }

    private static PostgresObject own(EngineObject object) {
        return (PostgresObject) object;
    }

    private static String pathOf(PostgresObject object) {
        return object.id().table().isEmpty() ? object.id().path() : tableOf(object).path();
    }

    private static ObjectId tableOf(PostgresObject object) {
        ObjectId id = object.id();
        String table =
                object.get(Property.TABLE).orElse(id.table().isEmpty() ? id.name() : id.table());
        return ObjectId.of(ObjectKind.TABLE, id.schema(), table);
    }
}
