package dev.cairn.schema.postgres;

import dev.cairn.schema.Identifier;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.postgres.catalog.ObjectId;
import dev.cairn.schema.postgres.catalog.PostgresObject;
import dev.cairn.schema.postgres.catalog.Property;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Pieces of PostgreSQL's SQL that every kind of object needs. */
final class Ddl {

    /** Separates the parts of a privilege. */
    private static final String PART = "\u001e";

    private Ddl() {}

    /** Returns a text in single quotes. */
    static String literal(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
    }

    /** Returns how SQL calls an object, such as {@code TABLE "public"."orders"}. */
    static String target(PostgresObject object) {
        ObjectId id = object.id();
        return switch (id.kind()) {
            case NAMESPACE -> "SCHEMA " + id.quoted();
            case COLUMN -> "COLUMN " + id.qualified() + "." + id.quoted();
            case PRIMARY_KEY, UNIQUE, CHECK, FOREIGN_KEY, EXCLUSION, NOT_NULL ->
                    "CONSTRAINT " + id.quoted() + " ON " + id.qualified();
            case TRIGGER, POLICY, RULE -> id.kind() + " " + id.quoted() + " ON " + id.qualified();
            case FUNCTION ->
                    object.require(Property.ROUTINE) + " " + object.require(Property.REFERENCE);
            case MATERIALIZED_VIEW -> "MATERIALIZED VIEW " + id.qualified();
            case EVENT_TRIGGER -> "EVENT TRIGGER " + id.quoted();
            case EXTENSION -> "EXTENSION " + id.quoted();
            case TABLE, VIEW, INDEX, SEQUENCE, TYPE, DOMAIN, STATISTICS ->
                    id.kind() + " " + id.qualified();
            case VIRTUAL_TABLE, OPAQUE -> throw new IllegalArgumentException(id.words());
        };
    }

    /** Returns the statement that drops an object. */
    static String drop(PostgresObject object) {
        ObjectId id = object.id();
        if (id.kind() == ObjectKind.COLUMN) {
            return alterTable(id) + "DROP COLUMN " + id.quoted();
        }
        return id.kind().isConstraint()
                ? alterTable(id) + "DROP CONSTRAINT " + id.quoted()
                : "DROP " + target(object);
    }

    /** Returns the beginning of a change of a table, or of the table of a part. */
    static String alterTable(ObjectId id) {
        return "ALTER TABLE " + id.qualified() + " ";
    }

    /** Returns the statement that sets the comment of an object, or takes it away. */
    static String comment(PostgresObject object) {
        return "COMMENT ON "
                + target(object)
                + " IS "
                + object.get(Property.COMMENT).map(Ddl::literal).orElse("NULL");
    }

    /** Returns the statements that give an object its comment, privileges and owner. */
    static List<String> metadata(PostgresObject object) {
        List<String> statements = new ArrayList<>();
        if (object.has(Property.COMMENT)) {
            statements.add(comment(object));
        }
        if (object.has(Property.GRANTS_SET)) {
            statements.addAll(grants(List.of(), object, true));
        }
        return statements;
    }

    /** Returns the statement that gives an object the owner that it had; none if it has none. */
    static List<String> owner(PostgresObject object) {
        boolean owned =
                !object.id().isPart()
                        && object.kind() != ObjectKind.INDEX
                        && object.kind() != ObjectKind.EXTENSION;
        return object
                .get(Property.OWNER)
                .filter(role -> owned)
                .map(role -> "ALTER " + target(object) + " OWNER TO " + role)
                .stream()
                .toList();
    }

    /** Returns the statements that lead from the privileges of one object to those of another. */
    static List<String> grants(PostgresObject live, PostgresObject wanted) {
        return grants(live.list(Property.GRANTS), wanted, false);
    }

    private static List<String> grants(
            List<String> before, PostgresObject wanted, boolean fromDefault) {
        List<String> statements = new ArrayList<>();
        String on = grantTarget(wanted);
        Set<String> after = new LinkedHashSet<>(wanted.list(Property.GRANTS));
        boolean publicByDefault =
                fromDefault
                        && (wanted.kind() == ObjectKind.FUNCTION
                                || wanted.kind() == ObjectKind.TYPE
                                || wanted.kind() == ObjectKind.DOMAIN);
        if (publicByDefault) {
            statements.add("REVOKE ALL ON " + on + " FROM PUBLIC");
        }
        for (String grant : before) {
            if (!after.contains(grant)) {
                String[] part = grant.split(PART, -1);
                statements.add(
                        "REVOKE " + privilege(wanted, part[1]) + " ON " + on + " FROM " + part[0]);
            }
        }
        for (String grant : after) {
            if (!before.contains(grant)) {
                String[] part = grant.split(PART, -1);
                statements.add(
                        "GRANT "
                                + privilege(wanted, part[1])
                                + " ON "
                                + on
                                + " TO "
                                + part[0]
                                + (part[2].equals("t") ? " WITH GRANT OPTION" : ""));
            }
        }
        return statements;
    }

    private static String privilege(PostgresObject object, String privilege) {
        return object.kind() == ObjectKind.COLUMN
                ? privilege + " (" + object.id().quoted() + ")"
                : privilege;
    }

    private static String grantTarget(PostgresObject object) {
        return switch (object.kind()) {
            case TABLE, VIEW, MATERIALIZED_VIEW, COLUMN -> "TABLE " + object.id().qualified();
            default -> target(object);
        };
    }

    /** Returns a column as CREATE TABLE and ADD COLUMN take it. */
    static String column(PostgresObject column, boolean withNotNull) {
        StringBuilder sql =
                new StringBuilder(column.id().quoted())
                        .append(' ')
                        .append(column.require(Property.TYPE));
        column.get(Property.COMPRESSION)
                .ifPresent(method -> sql.append(" COMPRESSION ").append(method));
        column.get(Property.COLLATION).ifPresent(name -> sql.append(" COLLATE ").append(name));
        column.get(Property.GENERATED)
                .ifPresent(rule ->
                        sql.append(" GENERATED ALWAYS AS (").append(rule).append(") STORED"));
        column.get(Property.DEFAULT).ifPresent(value -> sql.append(" DEFAULT ").append(value));
        column.get(Property.IDENTITY)
                .ifPresent(when ->
                        sql.append(" GENERATED ")
                                .append(when)
                                .append(" AS IDENTITY (")
                                .append(column.get(Property.SEQUENCE_OPTIONS).orElse(""))
                                .append(")"));
        if (withNotNull && column.has(Property.NOT_NULL)) {
            sql.append(" NOT NULL");
        }
        return sql.toString();
    }

    /** Returns the statements for what a column has that CREATE TABLE does not take. */
    static List<String> columnSettings(PostgresObject column) {
        List<String> statements = new ArrayList<>();
        String alter = alterTable(column.id()) + "ALTER COLUMN " + column.id().quoted() + " SET ";
        column.get(Property.STORAGE).ifPresent(kind -> statements.add(alter + "STORAGE " + kind));
        column.get(Property.STATISTICS_TARGET)
                .ifPresent(target -> statements.add(alter + "STATISTICS " + target));
        statements.addAll(metadata(column));
        return statements;
    }

    /** Returns the statements that make an index, or an index under another name. */
    static String index(PostgresObject index, String name, boolean concurrently) {
        String definition = index.require(Property.DEFINITION);
        int on = definition.indexOf(" ON ");
        return "CREATE "
                + definition.substring(0, on)
                + (concurrently ? " CONCURRENTLY " : " ")
                + Identifier.quote(name)
                + definition.substring(on);
    }
}
