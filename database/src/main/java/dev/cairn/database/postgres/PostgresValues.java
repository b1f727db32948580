package dev.cairn.database.postgres;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ParameterValues;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of parameters, for a statement and for COPY. */
final class PostgresValues {

    private PostgresValues() {}

    /**
     * Returns a value as it is sent.
     *
     * @throws DatabaseException with {@link DatabaseErrorCode#INVALID_STATEMENT} if PostgreSQL
     *     cannot hold it
     */
    static @Nullable Object checked(@Nullable Object value) {
        Object checked = ParameterValues.checked(value);
        if (checked instanceof String text && text.indexOf('\0') >= 0) {
            throw new DatabaseException(
                    DatabaseErrorCode.INVALID_STATEMENT,
                    "cannot bind text with a NUL character at index "
                            + text.indexOf('\0')
                            + ", which PostgreSQL cannot hold; take it out, or store bytes");
        }
        return checked;
    }

    static void bind(PreparedStatement statement, List<? extends @Nullable Object> values)
            throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            switch (checked(values.get(i))) {
                case null -> statement.setNull(i + 1, Types.NULL);
                case Long number -> statement.setLong(i + 1, number);
                case Double number -> statement.setDouble(i + 1, number);
                case byte[] bytes -> statement.setBytes(i + 1, bytes);
                case Object text -> statement.setString(i + 1, text.toString());
            }
        }
    }

    /** Adds a row in the text format (https://www.postgresql.org/docs/current/sql-copy.html). */
    static void copy(List<? extends @Nullable Object> values, StringBuilder out) {
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.append('\t');
            }
            switch (checked(values.get(i))) {
                case null -> out.append("\\N");
                case Double number -> out.append(real(number));
                case byte[] bytes -> out.append("\\\\x").append(HexFormat.of().formatHex(bytes));
                case String text -> text(text, out);
                case Object number -> out.append(number);
            }
        }
        out.append('\n');
    }

    private static String real(double number) {
        return Double.isInfinite(number)
                ? number > 0 ? "Infinity" : "-Infinity"
                : Double.toString(number);
    }

    private static void text(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(c);
            }
        }
    }

    static byte[] utf8(StringBuilder text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
