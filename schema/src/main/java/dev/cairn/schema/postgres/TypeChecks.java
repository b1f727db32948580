package dev.cairn.schema.postgres;

import dev.cairn.schema.Identifier;
import dev.cairn.schema.plan.DataCheck;
import dev.cairn.schema.postgres.catalog.ObjectId;
import dev.cairn.schema.postgres.catalog.PostgresObject;
import dev.cairn.schema.postgres.catalog.Property;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The checks whether the values of a column fit another type without a loss. */
final class TypeChecks {

    private static final Set<String> NORMALIZING = Set.of("jsonb", "tsvector", "xml");

    private final Situation situation;
    private final PostgresObject live;
    private final PostgresObject wanted;

    TypeChecks(Situation situation, PostgresObject live, PostgresObject wanted) {
        this.situation = situation;
        this.live = live;
        this.wanted = wanted;
    }

    /**
     * Adds the questions: that every value can be converted, and that it is the same when it is
     * converted back. What the definition says how to convert is only asked the first.
     */
    void add(Alteration alteration, Optional<String> using, boolean asText) {
        ObjectId id = wanted.id();
        if (isNewType()) {
            if (using.isEmpty()) {
                addLabels(alteration);
            }
            return;
        }
        String type = wanted.require(Property.TYPE);
        String column = id.quoted();
        String expression =
                using.map(text -> "(" + text + ")::" + type)
                        .orElse(column + (asText ? "::text" : "") + "::" + type);
        String subject =
                "change the type of '"
                        + id.path()
                        + "' from "
                        + live.require(Property.TYPE)
                        + " to "
                        + type;
        String from = id.qualified() + " AS t";
        String back =
                using.isPresent() || NORMALIZING.contains(type)
                        ? ""
                        : ", (("
                                + expression
                                + ")"
                                + (asText ? "::text" : "")
                                + "::"
                                + live.require(Property.TYPE)
                                + ")::text";
        alteration.check(converted(subject, from, expression, back, column));
    }

    /** Returns whether the type does not exist yet, so that no value can be converted to it. */
    private boolean isNewType() {
        return wanted.dependencies().stream()
                .filter(TypeAlteration::isType)
                .anyMatch(type -> !situation.live().has(type));
    }

    private void addLabels(Alteration alteration) {
        ObjectId id = wanted.id();
        wanted.dependencies().stream()
                .filter(TypeAlteration::isType)
                .flatMap(type -> situation.wanted().find(type).stream())
                .filter(type -> type.has(Property.LABELS))
                .findFirst()
                .ifPresent(type ->
                        alteration.check(
                                new RowQueries(situation, id.parent())
                                        .rows(
                                                "change the type of '" + id.path() + "' to an enum",
                                                "hold a value that the enum does not have",
                                                "add the value, or change these rows first",
                                                "t."
                                                        + id.quoted()
                                                        + "::text NOT IN ("
                                                        + String.join(
                                                                ", ", type.list(Property.LABELS))
                                                        + ")",
                                                List.of(id.quoted()))));
    }

    /**
     * Returns the statements that make sure, under the lock of the change, that no value that came
     * after the check would become another one; none if every value may.
     */
    List<String> guard(boolean asText) {
        ObjectId id = wanted.id();
        String type = wanted.require(Property.TYPE);
        if (NORMALIZING.contains(type)) {
            return List.of();
        }
        String text = asText ? "::text" : "";
        String back =
                "("
                        + id.quoted()
                        + text
                        + "::"
                        + type
                        + text
                        + "::"
                        + live.require(Property.TYPE)
                        + ")::text";
        String body =
                "BEGIN IF EXISTS (SELECT FROM "
                        + id.qualified()
                        + " WHERE "
                        + back
                        + " IS DISTINCT FROM "
                        + id.quoted()
                        + "::text) THEN RAISE EXCEPTION 'a value of % would be lost', "
                        + Ddl.literal(id.path())
                        + " USING ERRCODE = 'check_violation'; END IF; END";
        return List.of(
                "LOCK TABLE " + id.qualified() + " IN ACCESS EXCLUSIVE MODE",
                "DO " + Ddl.literal(body));
    }

    /**
     * The conversion of a row that cannot be converted ends a query, so a function of the session
     * does it that says what is the matter with a row.
     */
    private DataCheck converted(
            String subject, String from, String expression, String back, String column) {
        ObjectId id = wanted.id();
        String function =
                "pg_temp." + Identifier.quote("cairn_convert_" + id.table() + "_" + id.name());
        String table = Identifier.quote(id.table());
        String body =
                "DECLARE cairn_kept text; BEGIN SELECT "
                        + (back.isEmpty() ? "(" + expression + ")::text" : back.substring(2))
                        + " INTO cairn_kept FROM (SELECT cairn_row.*) AS "
                        + table
                        + "; RETURN "
                        + (back.isEmpty()
                                ? "NULL"
                                : "CASE WHEN cairn_kept IS DISTINCT FROM (cairn_row."
                                        + column
                                        + ")::text THEN 'would become ' || coalesce(cairn_kept,"
                                        + " 'NULL')"
                                        + " END")
                        + "; EXCEPTION WHEN OTHERS THEN RETURN SQLERRM; END";
        String create =
                "CREATE FUNCTION "
                        + function
                        + "(cairn_row "
                        + id.qualified()
                        + ") RETURNS text LANGUAGE plpgsql AS "
                        + Ddl.literal(body);
        // A column may be called t too; only the row has parts.
        String problem = function + "(t.*)";
        String probe =
                "SELECT "
                        + (back.isEmpty()
                                ? "0 * count((" + expression + ")::text)"
                                : "count(*) FILTER (WHERE "
                                        + back.substring(2)
                                        + " IS DISTINCT FROM "
                                        + column
                                        + "::text)")
                        + " FROM "
                        + from.replace(" AS t", " AS " + table);
        RowQueries rows = new RowQueries(situation, id.parent());
        DataCheck plain =
                rows.rows(
                        subject,
                        "cannot be converted without a loss",
                        "give the column a conversion (using=…), or fix the rows first",
                        problem + " IS NOT NULL",
                        List.of(column));
        return new DataCheck(
                        plain.subject(),
                        plain.problem(),
                        plain.remedy(),
                        plain.rows(),
                        Optional.empty(),
                        plain.countSql(),
                        plain.sampleSql())
                .prepared(probe, List.of(create));
    }
}
