package dev.cairn.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.Rounds;
import dev.cairn.schema.sqlite.text.SqlSyntaxException;
import dev.cairn.schema.sqlite.text.SqlToken;
import dev.cairn.schema.sqlite.text.SqlTokenizer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Our tokens compared with SQLite's, on generated texts. The arguments of a virtual table's module
 * may be any tokens, so SQLite reads on until it finds the closing parenthesis, and its error names
 * the token behind that.
 */
final class TokensAsSqliteSeesThemTest {

    private static final int TEXTS = Rounds.of(40_000, 100_000, 2_000_000);
    private static final int LONGEST = 12;

    private static final List<String> PIECES =
            List.of(
                    "\uFEFF", "\u00A0", "\u200B", "\u2028", "\u000b", " \u000b", "\f", "\r", "\n",
                    "\t", " ", "\u0001", "\u001f", "\u007f", "é", "😀", "ſ", "K", "ı", "/*", "*/",
                    "/**/", "--", "-- x\n", "'", "''", "\"", "\"\"", "`", "[", "]", "$a(", "$a::b(",
                    "$a(')", "$a(\")", "$", "::", ":", ":a", "@b", "#c", "?", "?1", "?1a", "(", ")",
                    ";", "x'", "x'0f'", "X'0", "x'٣٣'", "0x", "0x1g", "0xAf_1", "1e", "1e+5", "1e+",
                    "1.", "1.e5", ".5", ".", "1_0", "1__0", "_", "a", "abc", "SELECT", "INTO",
                    "TEMP", "->", "->>", "-", "||", "|", "<<", "<", "!=", "!", "==", "=", "\\", "^",
                    "{", "}", "~", "&", "%", "+", "*", "/", ",");

    @Test
    void theTokenBehindTheParenthesisIsTheSame() throws SQLException {
        Random random = new Random(20_260_730);
        int compared = 0;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            for (int i = 0; i < TEXTS; i++) {
                String sql = "CREATE VIRTUAL TABLE v USING m(" + text(random) + ") CREATE";
                List<SqlToken> tokens;
                try {
                    tokens = SqlTokenizer.tokens(sql);
                } catch (SqlSyntaxException _) {
                    continue; // A text that is refused reaches no database.
                }
                compared++;
                assertThat(error(connection, sql)).as(sql).contains(expected(tokens));
            }
        }
        assertThat(compared).isGreaterThan(TEXTS / 4);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(LONGEST); left >= 0; left--) {
            text.append(
                    random.nextInt(8) == 0
                            ? String.valueOf((char) (1 + random.nextInt(126)))
                            : PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static String error(Connection connection, String sql) {
        try {
            connection.prepareStatement(sql).close();
            return "prepared";
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String expected(List<SqlToken> tokens) {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).is("(")) {
                depth++;
            } else if (tokens.get(i).is(")") && --depth == 0) {
                SqlToken next = tokens.get(Math.min(i + 1, tokens.size() - 1));
                return i + 1 == tokens.size() || next.is(";")
                        ? "prepared"
                        : "near \"" + next.text() + "\": syntax error";
            }
        }
        return "incomplete input";
    }
}
