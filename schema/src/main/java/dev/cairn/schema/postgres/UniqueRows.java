package dev.cairn.schema.postgres;

import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.postgres.catalog.ObjectId;
import dev.cairn.schema.postgres.catalog.PostgresObject;
import dev.cairn.schema.postgres.catalog.Property;
import java.util.ArrayList;
import java.util.List;

/** The checks whether rows can have a unique key. */
final class UniqueRows {

    private final Situation situation;
    private final PostgresObject key;
    private final ObjectId table;

    UniqueRows(Situation situation, PostgresObject key) {
        this(situation, key, key.id().parent());
    }

    UniqueRows(Situation situation, PostgresObject key, ObjectId table) {
        this.situation = situation;
        this.key = key;
        this.table = table;
    }

    /**
     * Adds the questions.
     *
     * @param terms columns or expressions
     * @param predicate the condition of a partial index; empty for all rows
     */
    void ask(Alteration result, List<String> terms, String predicate) {
        String subject = "make '" + key.id().path() + "' unique";
        String source = key.get(Property.INDEX_DEFINITION).orElse(key.sql());
        boolean nullsCount = source.contains("NULLS NOT DISTINCT");
        List<String> conditions = new ArrayList<>();
        if (!predicate.isEmpty()) {
            conditions.add("(" + predicate + ")");
        }
        if (key.kind() == ObjectKind.PRIMARY_KEY) {
            askNulls(result, terms, subject);
        }
        if (!nullsCount) {
            terms.forEach(term -> conditions.add("(" + term + ") IS NOT NULL"));
        }
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        // Equal keys have equal hashes, which are faster to sort than the keys.
        String hashes =
                "SELECT count(*) - count(DISTINCT hash_record_extended(ROW("
                        + String.join(", ", terms)
                        + "), 0)) FROM "
                        + table.qualified()
                        + " AS t"
                        + where
                        + " LIMIT 1";
        String rows =
                "SELECT * FROM (SELECT t.ctid, t.*, count(*) OVER (PARTITION BY "
                        + String.join(", ", terms)
                        + ") AS cairn_count FROM "
                        + table.qualified()
                        + " AS t"
                        + where
                        + ") AS counted WHERE cairn_count > 1";
        result.check(
                new RowQueries(situation, table)
                        .rowsOf(
                                subject,
                                "have the same "
                                        + String.join(", ", terms).replace("\"", "")
                                        + " as another",
                                "make them different, or delete what is there twice",
                                rows,
                                columnsOf(terms))
                        .prepared(hashes, List.of()));
    }

    private void askNulls(Alteration result, List<String> key, String subject) {
        List<String> columns = key.stream().filter(column -> !isNeverNull(column)).toList();
        if (columns.isEmpty()) {
            return;
        }
        String condition =
                String.join(
                        " OR ",
                        columns.stream().map(column -> "t." + column + " IS NULL").toList());
        result.check(
                new RowQueries(situation, table)
                        .rows(subject, "hold NULL", "fill them first", condition, columns));
    }

    private boolean isNeverNull(String written) {
        return situation.live().parts(table, ObjectKind.COLUMN).stream()
                .anyMatch(
                        column -> column.id().isWritten(written) && column.has(Property.NOT_NULL));
    }

    private List<String> columnsOf(List<String> terms) {
        return terms.stream()
                .filter(term ->
                        situation.live().parts(table, ObjectKind.COLUMN).stream()
                                .anyMatch(column -> column.id().isWritten(term)))
                .toList();
    }
}
