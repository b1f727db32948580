package dev.cairn.schema.sqlite.forms;

import dev.cairn.schema.Identifier;
import dev.cairn.schema.VirtualTable;
import dev.cairn.schema.sqlite.text.SqlToken;
import dev.cairn.schema.sqlite.text.SqlTokenizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An FTS5 table as its arguments declare it (https://www.sqlite.org/fts5.html section 4).
 *
 * @param name the table
 * @param columns the names of its columns
 * @param options the options by their keys in lower case, without quotes
 */
public record FullTextArguments(String name, List<String> columns, Map<String, String> options) {

    public FullTextArguments {
        columns = List.copyOf(columns);
        options = Map.copyOf(options);
    }

    /** Where the texts of an index are. */
    public enum Content {
        /** In the index itself. */
        OWN,
        /** In another table or view. */
        EXTERNAL,
        /** Nowhere. */
        NONE
    }

    /** Returns the index; empty if another module serves the table. */
    public static Optional<FullTextArguments> of(VirtualTable table) {
        if (!Identifier.same(table.module(), "fts5")) {
            return Optional.empty();
        }
        List<String> columns = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        for (String argument : table.arguments()) {
            List<SqlToken> tokens = SqlTokenizer.tokens(argument);
            if (tokens.size() > 1 && tokens.get(1).is("=")) {
                options.put(Identifier.key(tokens.getFirst().unquoted()), value(argument, tokens));
            } else if (!tokens.isEmpty()) {
                columns.add(tokens.getFirst().unquoted());
            }
        }
        return Optional.of(new FullTextArguments(table.name(), columns, options));
    }

    private static String value(String argument, List<SqlToken> tokens) {
        return tokens.size() == 3
                ? tokens.getLast().unquoted()
                : argument.substring(tokens.get(1).end()).strip();
    }

    /** Returns where the texts are. */
    public Content content() {
        String content = options.get("content");
        if (content == null) {
            return Content.OWN;
        }
        return content.isEmpty() ? Content.NONE : Content.EXTERNAL;
    }

    /** Returns the table or view that holds the texts. */
    public Optional<String> contentTable() {
        return content() == Content.EXTERNAL
                ? Optional.ofNullable(options.get("content"))
                : Optional.empty();
    }

    /** Returns the column of the content table by which rows are matched. */
    public String contentRowid() {
        return options.getOrDefault("content_rowid", "rowid");
    }
}
