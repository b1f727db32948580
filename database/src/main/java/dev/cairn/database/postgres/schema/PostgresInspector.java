package dev.cairn.database.postgres.schema;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.database.TransactionState;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.OpaqueObject;
import dev.cairn.schema.Schema;
import dev.cairn.schema.postgres.catalog.ObjectId;
import dev.cairn.schema.postgres.catalog.PostgresObject;
import dev.cairn.schema.postgres.catalog.Property;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a PostgreSQL database has. Every definition is the server's own text, written while no
 * schema is on the search path, so that all names in it are qualified and two texts are equal
 * exactly if they mean the same.
 */
public final class PostgresInspector {

    /** The function behind the triggers that protect the audit trail. */
    public static final String APPEND_ONLY = "_cairn_append_only";

    private static final int NAMED_COLUMNS = 5;

    private static final String BEGIN =
            "WITH before AS MATERIALIZED (SELECT current_setting('search_path') AS path) SELECT"
                    + " path, current_setting('server_version_num')::int8,"
                    + " set_config('search_path', '', true) FROM before";

    private final DatabaseDriver driver;
    private final Map<Address, Address> aliases = new HashMap<>();
    private final Map<Address, String> extensionOf = new HashMap<>();
    private final Map<Address, ObjectId> ids = new HashMap<>();
    private final Map<ObjectId, Map<Property, String>> properties = new HashMap<>();
    private final Map<ObjectId, Set<ObjectId>> dependencies = new HashMap<>();
    private final List<Dependency> recorded = new ArrayList<>();

    private PostgresInspector(DatabaseDriver driver) {
        this.driver = driver;
    }

    /** How the server's record of dependencies names an object. */
    private record Address(long catalog, long oid, long part) {

        private Address whole() {
            return new Address(catalog, oid, 0);
        }
    }

    private record Dependency(Address dependent, Address on, String type) {}

    /** Reads the schema, in the open transaction. */
    public static Schema inspect(DatabaseDriver driver) {
        return new PostgresInspector(driver).read();
    }

    private Schema read() {
        Start start = begin();
        try {
            Presence presence = Presence.of(driver);
            readAliases(presence);
            readDependencies();
            CatalogQueries.all(start.version(), presence).stream()
                    .filter(query -> presence.hasAny(query.sources()))
                    .forEach(this::readObjects);
            List<OpaqueObject> opaque =
                    UnmanagedQueries.unmanaged(presence).map(this::readUnmanaged).orElse(List.of());
            relate();
            return Schema.catalog(objects(), opaque);
        } finally {
            if (driver.transactionState() != TransactionState.FAILED) {
                set(start.path());
            }
        }
    }

    /** What the inspection begins with: the search path before it, and the server's version. */
    private record Start(String path, int version) {}

    /** Takes all schemas off the search path. */
    private Start begin() {
        try (Rows rows = driver.query(BEGIN)) {
            rows.next();
            return new Start(value(rows, 0), (int) rows.integer(1) / 10_000);
        }
    }

    private void set(String path) {
        driver.queryValue("SELECT set_config('search_path', ?, true)", path);
    }

    private void readAliases(Presence presence) {
        try (Rows rows = driver.query(CatalogQueries.aliases(presence))) {
            while (rows.next()) {
                aliases.put(
                        new Address(rows.integer(0), rows.integer(1), 0),
                        new Address(rows.integer(2), rows.integer(3), rows.integer(4)));
            }
        }
    }

    private void readDependencies() {
        Map<Address, Address> members = new HashMap<>();
        try (Rows rows = driver.query(CatalogQueries.dependencies())) {
            while (rows.next()) {
                Address dependent = new Address(rows.integer(0), rows.integer(1), rows.integer(2));
                Address on = new Address(rows.integer(3), rows.integer(4), rows.integer(5));
                String type = String.valueOf(rows.text(6));
                if (type.equals("e")) {
                    members.put(dependent, on);
                } else {
                    recorded.add(new Dependency(dependent, on, type));
                }
            }
        }
        members.forEach((member, extension) -> extensionOf.put(member.whole(), ""));
        members.forEach((member, extension) -> aliases.put(member.whole(), extension));
    }

    private void readObjects(CatalogQueries.Query query) {
        try (Rows rows = driver.query(query.sql())) {
            List<Optional<Property>> columns = properties(rows.columns());
            while (rows.next()) {
                Address address = address(rows);
                if (!extensionOf.containsKey(address.whole())) {
                    ObjectId id =
                            new ObjectId(
                                    query.kind(), value(rows, 2), value(rows, 3), value(rows, 4));
                    ids.put(address, id);
                    properties.put(id, properties(rows, columns));
                }
            }
        }
    }

    private static Address address(Rows rows) {
        boolean part =
                rows.columns().size() > NAMED_COLUMNS
                        && rows.columns().get(NAMED_COLUMNS).equals("sub");
        return new Address(
                rows.integer(0), rows.integer(1), part ? rows.integer(NAMED_COLUMNS) : 0);
    }

    private static String value(Rows rows, int column) {
        return Objects.requireNonNullElse(rows.text(column), "");
    }

    private static List<Optional<Property>> properties(List<String> columns) {
        List<Optional<Property>> properties = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            boolean property = i >= NAMED_COLUMNS && !columns.get(i).equals("sub");
            properties.add(
                    property
                            ? Optional.of(
                                    Property.valueOf(CatalogQueries.propertyOf(columns.get(i))))
                            : Optional.empty());
        }
        return properties;
    }

    private static Map<Property, String> properties(Rows rows, List<Optional<Property>> columns) {
        Map<Property, String> values = new EnumMap<>(Property.class);
        for (int i = NAMED_COLUMNS; i < columns.size(); i++) {
            String text = rows.text(i);
            if (columns.get(i).isPresent() && text != null) {
                values.put(columns.get(i).get(), text);
            }
        }
        values.computeIfPresent(Property.OPTIONS, (key, text) -> text.isEmpty() ? null : text);
        values.computeIfPresent(Property.GRANTS, (key, text) -> text.isEmpty() ? null : text);
        return values;
    }

    private List<OpaqueObject> readUnmanaged(String sql) {
        List<OpaqueObject> opaque = new ArrayList<>();
        try (Rows rows = driver.query(sql)) {
            while (rows.next()) {
                Address address = new Address(rows.integer(0), rows.integer(1), 0);
                if (!extensionOf.containsKey(address)) {
                    String kind = value(rows, 2);
                    String name = kind + " " + value(rows, 3);
                    opaque.add(
                            new OpaqueObject(
                                    name,
                                    kind,
                                    name,
                                    "",
                                    "Cairn does not manage the kind '" + kind + "'"));
                }
            }
        }
        return opaque;
    }

    private void relate() {
        for (Dependency dependency : recorded) {
            ObjectId dependent = idOf(dependency.dependent());
            ObjectId on = idOf(dependency.on());
            boolean owned =
                    dependent != null
                            && dependent.kind() == ObjectKind.SEQUENCE
                            && on != null
                            && on.kind() == ObjectKind.COLUMN;
            if (dependent != null && on != null && !dependent.equals(on) && !owned) {
                dependencies.computeIfAbsent(dependent, key -> new TreeSet<>()).add(on);
            }
        }
        List.copyOf(properties.keySet()).forEach(this::relateToTable);
    }

    /** A part depends on its table, or on the view that it stands on. */
    private void relateToTable(ObjectId id) {
        if (id.table().isEmpty()) {
            return;
        }
        for (ObjectKind kind :
                List.of(ObjectKind.TABLE, ObjectKind.VIEW, ObjectKind.MATERIALIZED_VIEW)) {
            ObjectId table = ObjectId.of(kind, id.schema(), id.table());
            if (properties.containsKey(table)) {
                dependencies.computeIfAbsent(id, key -> new TreeSet<>()).add(table);
            }
        }
    }

    private @Nullable ObjectId idOf(Address address) {
        Address current = address;
        for (int steps = 0; steps < 4; steps++) {
            ObjectId exact = ids.get(current);
            if (exact != null) {
                return exact;
            }
            Address next = aliases.get(current.whole());
            if (next == null) {
                return ids.get(current.whole());
            }
            current = next;
        }
        return null;
    }

    private List<PostgresObject> objects() {
        List<PostgresObject> objects = new ArrayList<>();
        properties.forEach((id, values) ->
                objects.add(
                        new PostgresObject(id, values, dependencies.getOrDefault(id, Set.of()))));
        objects.sort((one, other) -> one.id().compareTo(other.id()));
        return objects;
    }
}
