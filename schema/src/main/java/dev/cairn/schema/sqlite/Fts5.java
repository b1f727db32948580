package dev.cairn.schema.sqlite;

import static dev.cairn.schema.Identifier.quote;
import static java.util.stream.Collectors.joining;

import dev.cairn.schema.Identifier;
import dev.cairn.schema.VirtualTable;
import dev.cairn.schema.sqlite.forms.FullTextArguments;
import dev.cairn.schema.sqlite.forms.FullTextArguments.Content;
import dev.cairn.schema.sqlite.text.SqlText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The statements that fill a full-text index.
 *
 * @param index the index as it is declared
 */
record Fts5(FullTextArguments index) {

    /** Returns the index; empty if another module serves the table. */
    static Optional<Fts5> of(VirtualTable table) {
        return FullTextArguments.of(table).map(Fts5::new);
    }

    List<String> columns() {
        return index.columns();
    }

    Content content() {
        return index.content();
    }

    /** Returns whether the texts are in that table or view. */
    boolean reads(String table) {
        return index.contentTable().filter(content -> Identifier.same(content, table)).isPresent();
    }

    boolean hasColumn(String column) {
        return columns().stream().anyMatch(own -> Identifier.same(own, column));
    }

    /** Returns the statements that fill the index from its content, and compare it with that. */
    List<String> rebuild(String as) {
        return List.of(command(as, "'rebuild'"), check(as));
    }

    /**
     * Returns the statements that fill the index from a query for row ids and columns, and check
     * it.
     */
    List<String> fillFrom(String as, String query) {
        return List.of(
                "INSERT INTO " + quote(as) + intoColumns(columns()) + " " + query, check(as));
    }

    /**
     * Returns the statements that store settings in the index.
     *
     * @param settings SQL literals by the names of the settings
     */
    List<String> settings(Map<String, String> settings) {
        String name = quote(index.name());
        return settings.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(setting ->
                        "INSERT INTO "
                                + name
                                + "("
                                + name
                                + ", rank) VALUES ("
                                + SqlText.string(setting.getKey())
                                + ", "
                                + setting.getValue()
                                + ")")
                .toList();
    }

    /** Returns the statements that copy the texts that both indexes have, and check the copy. */
    List<String> copyFrom(Fts5 old, String as) {
        List<String> shared = columns().stream().filter(old::hasColumn).toList();
        String from =
                Stream.concat(Stream.of("rowid"), shared.stream().map(Identifier::quote))
                        .collect(joining(", ", "SELECT ", " FROM " + quote(old.index.name())));
        return List.of("INSERT INTO " + quote(as) + intoColumns(shared) + " " + from, check(as));
    }

    private static String intoColumns(List<String> columns) {
        return Stream.concat(Stream.of("rowid"), columns.stream().map(Identifier::quote))
                .collect(joining(", ", "(", ")"));
    }

    /** With rank 1 the check also reads external content. */
    private static String check(String as) {
        return "INSERT INTO "
                + quote(as)
                + "("
                + quote(as)
                + ", rank) VALUES ('integrity-check', 1)";
    }

    private static String command(String as, String command) {
        return "INSERT INTO " + quote(as) + "(" + quote(as) + ") VALUES (" + command + ")";
    }
}
