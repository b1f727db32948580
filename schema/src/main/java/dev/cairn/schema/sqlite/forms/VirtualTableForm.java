package dev.cairn.schema.sqlite.forms;

import dev.cairn.schema.Identifier;
import dev.cairn.schema.VirtualTable;
import dev.cairn.schema.sqlite.text.SqlExpression;
import dev.cairn.schema.sqlite.text.SqlToken;
import dev.cairn.schema.sqlite.text.SqlTokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The canonical form of a virtual table. Of FTS5 it is known which arguments are options: their
 * order, quotes and defaults do not count (https://www.sqlite.org/fts5.html). Of other modules
 * nothing is known but the order of their arguments.
 */
final class VirtualTableForm {

    private static final Set<String> FTS5_DEFAULTS =
            Set.of("content_rowid=rowid", "tokenize=unicode61", "detail=full", "columnsize=1");

    private VirtualTableForm() {}

    static String of(VirtualTable table) {
        String module = Identifier.key(table.module());
        return module + (module.equals("fts5") ? fts5(table) : plain(table));
    }

    private static List<String> plain(VirtualTable table) {
        return table.arguments().stream().map(SqlExpression::canonical).toList();
    }

    private static List<String> fts5(VirtualTable table) {
        List<String> columns = new ArrayList<>();
        List<String> options = new ArrayList<>();
        for (String argument : table.arguments()) {
            List<SqlToken> tokens = SqlTokenizer.tokens(argument);
            if (tokens.size() > 1 && tokens.get(1).is("=")) {
                options.add(option(argument, tokens));
            } else {
                columns.add(SqlExpression.canonical(argument));
            }
        }
        options.removeIf(FTS5_DEFAULTS::contains);
        options.sort(String::compareTo);
        columns.addAll(options);
        return columns;
    }

    private static String option(String argument, List<SqlToken> tokens) {
        String key = Identifier.key(tokens.getFirst().text());
        String value =
                tokens.size() == 3
                        ? tokens.getLast().unquoted()
                        : argument.substring(tokens.get(1).end()).strip();
        boolean name = key.equals("content") || key.equals("content_rowid");
        return key + "=" + (name ? Identifier.key(value) : value);
    }
}
