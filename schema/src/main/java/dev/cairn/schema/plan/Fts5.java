package dev.cairn.schema.plan;

import static dev.cairn.schema.Identifier.quote;
import static java.util.stream.Collectors.joining;

import dev.cairn.schema.Identifier;
import dev.cairn.schema.VirtualTable;
import dev.cairn.schema.sql.SqlToken;
import dev.cairn.schema.sql.SqlTokenizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A full-text index as its arguments declare it (https://www.sqlite.org/fts5.html section 4).
 *
 * @param name the table
 * @param columns the names of its columns
 * @param options the options by their keys in lower case, without quotes
 */
record Fts5(String name, List<String> columns, Map<String, String> options) {

    Fts5 {
        columns = List.copyOf(columns);
        options = Map.copyOf(options);
    }

    /** Where the texts of an index are. */
    enum Content {
        /** In the index itself. */
        OWN,
        /** In another table or view. */
        EXTERNAL,
        /** Nowhere. */
        NONE
    }

    /** Returns the index; empty if another module serves the table. */
    static Optional<Fts5> of(VirtualTable table) {
        if (!Identifier.same(table.module(), "fts5")) {
            return Optional.empty();
        }
        List<String> columns = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        for (String argument : table.arguments()) {
            List<SqlToken> tokens = SqlTokenizer.tokens(argument);
            if (tokens.size() > 2 && tokens.get(1).is("=")) {
                String value =
                        tokens.size() == 3
                                ? tokens.get(2).unquoted()
                                : argument.substring(tokens.get(2).start());
                options.put(Identifier.key(tokens.getFirst().unquoted()), value);
            } else if (!tokens.isEmpty()) {
                columns.add(tokens.getFirst().unquoted());
            }
        }
        return Optional.of(new Fts5(table.name(), columns, options));
    }

    Content content() {
        String content = options.get("content");
        if (content == null) {
            return Content.OWN;
        }
        return content.isEmpty() ? Content.NONE : Content.EXTERNAL;
    }

    /** Returns the table or view that holds the texts. */
    Optional<String> contentTable() {
        return content() == Content.EXTERNAL
                ? Optional.ofNullable(options.get("content"))
                : Optional.empty();
    }

    /** Returns whether the texts are in that table or view. */
    boolean reads(String table) {
        return contentTable().filter(content -> Identifier.same(content, table)).isPresent();
    }

    boolean hasColumn(String column) {
        return columns.stream().anyMatch(own -> Identifier.same(own, column));
    }

    /** Returns the statements that fill the index from its content, and compare it with that. */
    List<String> rebuild(String as) {
        return List.of(command(as, "'rebuild'"), check(as));
    }

    /** Returns the statements that fill the index from a query for row ids and columns. */
    List<String> fillFrom(String as, String query) {
        return List.of("INSERT INTO " + quote(as) + intoColumns(columns) + " " + query);
    }

    /** Returns the statements that copy the texts that both indexes have. */
    List<String> copyFrom(Fts5 old, String as) {
        List<String> shared = columns.stream().filter(old::hasColumn).toList();
        String from =
                Stream.concat(Stream.of("rowid"), shared.stream().map(Identifier::quote))
                        .collect(joining(", ", "SELECT ", " FROM " + quote(old.name())));
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
