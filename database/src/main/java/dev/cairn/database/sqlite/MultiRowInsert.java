package dev.cairn.database.sqlite;

import dev.cairn.schema.sqlite.text.SqlToken;
import dev.cairn.schema.sqlite.text.TokenReader;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * An INSERT of one row, made into one of {@value #ROWS} rows: to begin and to end a statement costs
 * SQLite nearly as much as to insert a usual row.
 *
 * <p>It is used only where the effect is the same. What SQLite does when a statement ends it does
 * after so many rows then: it counts the changes, for which a trigger, a default value or a check
 * can ask, and looks for parents that are missing, which a later row may be, or which a row that is
 * replaced was.
 *
 * @param table the table that it inserts into
 * @param sql the statement, with the parameters of all its rows one after the other
 */
record MultiRowInsert(String table, String sql) {

    /** Twice as many gain little. */
    static final int ROWS = 16;

    // https://www.sqlite.org/limits.html, SQLITE_MAX_VARIABLE_NUMBER
    private static final int MOST_PARAMETERS = 32_766;

    /** What is in temp could hide the table, or be a trigger on it. */
    private static final String IS_ALIKE =
            """
            SELECT NOT EXISTS (SELECT 1 FROM temp.sqlite_schema)
              AND EXISTS (
                SELECT 1 FROM main.sqlite_schema
                WHERE type = 'table' AND name = ?1 COLLATE NOCASE
                  AND rootpage > 0
                  AND instr(upper(sql), 'REPLACE') = 0
                  AND instr(upper(sql), 'CHANGES') = 0)
              AND NOT EXISTS (
                SELECT 1 FROM main.sqlite_schema
                WHERE type = 'trigger' AND tbl_name = ?1 COLLATE NOCASE)
              AND NOT EXISTS (
                SELECT 1 FROM pragma_foreign_key_list(?1, 'main')
                WHERE "table" = ?1 COLLATE NOCASE)
            """;

    /**
     * Makes an INSERT of one row into one of many.
     *
     * @return null if the text is anything but INSERT INTO a table VALUES and a parameter for each
     *     value
     */
    static @Nullable MultiRowInsert of(String sql) {
        TokenReader reader = new TokenReader(sql);
        if (!acceptInsertInto(reader) || !reader.peek().isName()) {
            return null;
        }
        String table = reader.next().unquoted();
        if (reader.accept("(")) {
            skipColumns(reader);
        }
        if (!reader.accept("VALUES") || !reader.peek().is("(")) {
            return null;
        }
        int start = reader.next().start();
        int parameters = 0;
        do {
            SqlToken token = reader.next();
            if (token.kind() != SqlToken.Kind.PARAMETER || !token.text().equals("?")) {
                return null;
            }
            parameters++;
        } while (reader.accept(","));
        int end = reader.peek().end();
        if (!reader.accept(")")) {
            return null;
        }
        reader.accept(";");
        if (!reader.atEnd() || parameters > MOST_PARAMETERS / ROWS) {
            return null;
        }
        String row = sql.substring(start, end);
        return new MultiRowInsert(table, sql.substring(0, end) + ("," + row).repeat(ROWS - 1));
    }

    private static boolean acceptInsertInto(TokenReader reader) {
        if (!reader.accept("INSERT")) {
            return false;
        }
        if (reader.accept("OR") && reader.next().is("REPLACE")) {
            return false;
        }
        return reader.accept("INTO");
    }

    private static void skipColumns(TokenReader reader) {
        while (!reader.atEnd() && !reader.next().is(")")) {
            // Names and commas; SQLite has read the statement already.
        }
    }

    /** Returns whether its effect equals that of the statement of one row, as the schema is now. */
    boolean isAlike(SqliteSession session) throws SQLException {
        return session.number(IS_ALIKE, table) == 1;
    }
}
