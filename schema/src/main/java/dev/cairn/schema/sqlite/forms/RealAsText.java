package dev.cairn.schema.sqlite.forms;

import dev.cairn.schema.Column;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Index;
import dev.cairn.schema.IndexedColumn;
import dev.cairn.schema.Table;
import dev.cairn.schema.sqlite.text.SqlToken;
import dev.cairn.schema.sqlite.text.SqlTokenizer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Expressions that turn a REAL into text. SQLite writes a REAL with 15 digits before version 3.47
 * or so and with 17 digits since, so such a text differs between versions: an index or a stored
 * column that holds it does not agree with its table when another version looks at it.
 */
public final class RealAsText {

    private static final Set<String> TEXT_FUNCTIONS =
            Set.of(
                    "lower",
                    "upper",
                    "trim",
                    "ltrim",
                    "rtrim",
                    "substr",
                    "substring",
                    "replace",
                    "instr",
                    "length",
                    "quote",
                    "hex",
                    "concat",
                    "concat_ws",
                    "json_object",
                    "json_array",
                    "json_quote");

    private RealAsText() {}

    /**
     * Returns the REAL column whose text an expression depends on.
     *
     * @param storedAsText whether the value of the whole expression becomes text
     */
    public static Optional<String> in(String expression, Table table, boolean storedAsText) {
        List<SqlToken> tokens = SqlTokenizer.tokens(expression);
        Deque<String> calls = new ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            if (token.is("(")) {
                boolean call = i > 0 && tokens.get(i - 1).kind() == SqlToken.Kind.WORD;
                calls.push(call ? tokens.get(i - 1).text().toLowerCase(Locale.ROOT) : "");
            } else if (token.is(")")) {
                calls.poll();
            } else if (isReal(token, table) && becomesText(tokens, i, calls, storedAsText)) {
                return Optional.of(token.unquoted());
            }
        }
        return Optional.empty();
    }

    private static boolean isReal(SqlToken token, Table table) {
        return token.isName()
                && table.column(token.unquoted()).filter(c -> isReal(c, table)).isPresent();
    }

    private static boolean isReal(Column column, Table table) {
        String type = column.type().toUpperCase(Locale.ROOT);
        return Affinity.of(type, SqliteTable.strict(table)) == Affinity.REAL
                || type.startsWith("DECIMAL")
                || type.startsWith("NUMERIC");
    }

    private static boolean becomesText(
            List<SqlToken> tokens, int i, Deque<String> calls, boolean storedAsText) {
        boolean joined =
                (i > 0 && tokens.get(i - 1).is("||"))
                        || (i + 1 < tokens.size() && tokens.get(i + 1).is("||"));
        String call = calls.stream().filter(name -> !name.isEmpty()).findFirst().orElse("");
        boolean cast =
                call.equals("cast")
                        && i + 2 < tokens.size()
                        && tokens.get(i + 1).is("AS")
                        && Affinity.of(tokens.get(i + 2).text(), false) == Affinity.TEXT;
        return joined || cast || TEXT_FUNCTIONS.contains(call) || (storedAsText && call.isEmpty());
    }

    /** Returns the REAL column whose text the value of a generated column depends on. */
    public static Optional<String> in(Column column, Table table) {
        boolean text = Affinity.of(column.type(), SqliteTable.strict(table)) == Affinity.TEXT;
        return column.generated().flatMap(rule -> in(rule.expression(), table, text));
    }

    /** Returns the REAL column whose text an index holds. */
    public static Optional<String> in(Index index, Table table) {
        for (IndexedColumn term : index.columns()) {
            Optional<String> found =
                    term.isColumn()
                            ? generated(term.expression(), table)
                            : in(term.expression(), table, false);
            if (found.isPresent()) {
                return found;
            }
        }
        return index.where().flatMap(where -> in(where, table, false));
    }

    private static Optional<String> generated(String name, Table table) {
        return table.columns().stream()
                .filter(column -> Identifier.same(column.name(), name))
                .findFirst()
                .flatMap(column -> in(column, table));
    }
}
