package dev.cairn.schema.sqlite.lint;

import dev.cairn.schema.Identifier;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaObject;
import dev.cairn.schema.Table;
import dev.cairn.schema.sqlite.text.SqlKeywords;
import dev.cairn.schema.sqlite.text.SqlToken;
import dev.cairn.schema.sqlite.text.SqlToken.Kind;
import dev.cairn.schema.sqlite.text.SqlTokenizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds names in double quotes that are none, which SQLite takes for strings
 * (https://www.sqlite.org/quirks.html#dblquote).
 */
final class DoubleQuotes {

    private static final Set<String> OPERATORS =
            Set.of("like", "glob", "regexp", "match", "by", "offset");

    private DoubleQuotes() {}

    /** Returns what such strings in an expression say. */
    static List<String> strings(List<SqlToken> tokens, Predicate<String> isName) {
        List<String> strings = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            if (isDoubleQuoted(token)
                    && !isName.test(token.unquoted())
                    && !belongsToName(tokens, i)) {
                strings.add(token.unquoted());
            }
        }
        return strings;
    }

    /** Returns what such strings behind DEFAULT say. */
    static List<String> inDefaults(Table table) {
        List<String> strings = new ArrayList<>();
        List<SqlToken> tokens = SqlTokenizer.tokens(table.sql());
        for (int i = 1; i < tokens.size(); i++) {
            if (isDoubleQuoted(tokens.get(i)) && tokens.get(i - 1).is("DEFAULT")) {
                strings.add(tokens.get(i).unquoted());
            }
        }
        return strings;
    }

    /**
     * Returns, by view or trigger, what in double quotes is the name of nothing in the schema and
     * of nothing that the statement itself names.
     */
    static Map<String, String> inStatements(Schema schema) {
        Set<String> known = namesOf(schema);
        Map<String, String> found = new LinkedHashMap<>();
        Stream.concat(schema.views().stream(), schema.triggers().stream())
                .forEach(object -> {
                    List<SqlToken> tokens = SqlTokenizer.tokens(object.sql());
                    Set<String> own = ownNames(tokens);
                    strings(
                                    tokens,
                                    name ->
                                            known.contains(Identifier.key(name))
                                                    || own.contains(Identifier.key(name)))
                            .stream()
                            .findFirst()
                            .ifPresent(text -> found.put(object.name(), text));
                });
        return found;
    }

    private static Set<String> namesOf(Schema schema) {
        Set<String> names = new HashSet<>(Set.of("rowid", "_rowid_", "oid", "rank", "new", "old"));
        schema.tables().stream()
                .flatMap(table -> table.columns().stream())
                .forEach(column -> names.add(Identifier.key(column.name())));
        schema.virtualTables().stream()
                .flatMap(table -> table.arguments().stream())
                .flatMap(argument -> SqlTokenizer.tokens(argument).stream())
                .forEach(token -> names.add(Identifier.key(token.unquoted())));
        Stream.of(
                        schema.tables(),
                        schema.virtualTables(),
                        schema.indexes(),
                        schema.views(),
                        schema.triggers(),
                        schema.opaqueObjects())
                .<SchemaObject>flatMap(List::stream)
                .forEach(object -> names.add(Identifier.key(object.name())));
        return names;
    }

    /** Aliases, the names of common tables and those in the lists of columns before AS. */
    private static Set<String> ownNames(List<SqlToken> tokens) {
        Set<String> names = new HashSet<>();
        boolean inHead = true;
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            inHead &= !token.is("AS") && !token.is("BEGIN");
            if (token.is("AS")) {
                names.addAll(listBefore(tokens, i));
            }
            boolean commonTable = i + 1 < tokens.size() && tokens.get(i + 1).is("AS");
            boolean follows = i > 0 && startsAlias(tokens.get(i - 1));
            if (token.isName() && (inHead || commonTable || follows)) {
                names.add(Identifier.key(token.unquoted()));
            }
        }
        return names;
    }

    private static boolean startsAlias(SqlToken before) {
        boolean plainWord =
                before.kind() == Kind.WORD
                        && !SqlKeywords.isReserved(before.text())
                        && !OPERATORS.contains(Identifier.key(before.text()));
        return before.is("AS") || before.is(")") || before.kind() == Kind.QUOTED_NAME || plainWord;
    }

    /** The list of columns in parentheses that may stand before AS. */
    private static List<String> listBefore(List<SqlToken> tokens, int as) {
        List<String> names = new ArrayList<>();
        if (as > 0 && tokens.get(as - 1).is(")")) {
            for (int i = as - 2; i >= 0 && !tokens.get(i).is("("); i--) {
                names.add(Identifier.key(tokens.get(i).unquoted()));
            }
        }
        return names;
    }

    private static boolean isDoubleQuoted(SqlToken token) {
        return token.kind() == Kind.QUOTED_NAME && token.text().startsWith("\"");
    }

    /** Returns whether it is part of x."y", "x".y, "f"() or COLLATE "c". */
    private static boolean belongsToName(List<SqlToken> tokens, int index) {
        boolean continues =
                index + 1 < tokens.size()
                        && (tokens.get(index + 1).is(".") || tokens.get(index + 1).is("("));
        boolean follows =
                index > 0 && (tokens.get(index - 1).is(".") || tokens.get(index - 1).is("COLLATE"));
        return continues || follows;
    }
}
