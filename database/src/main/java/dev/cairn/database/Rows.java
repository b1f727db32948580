package dev.cairn.database;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query, one at a time. Columns are counted from 0. Before the first {@link #next}
 * and after the last there is no row to read.
 */
public interface Rows extends AutoCloseable {

    /** Returns the names of the columns. */
    List<String> columns();

    /** Moves to the next row and returns whether there is one. */
    boolean next();

    /**
     * Does work that reads many values, for which it takes what protects them once, not with each.
     * Other threads that use the same connection wait meanwhile; they can cancel it.
     */
    default <T> T readingMany(Supplier<T> work) {
        return work.get();
    }

    /** Returns the storage class of a value of this row. */
    ValueType type(int column);

    /** Returns an integer; 0 for NULL. */
    long integer(int column);

    /** Returns a floating-point number; 0 for NULL. */
    double real(int column);

    /** Returns a text; null for NULL. */
    @Nullable String text(int column);

    /** Returns the text of a column that is never NULL, unless the database is damaged. */
    default String requiredText(int column) {
        String text = text(column);
        if (text == null) {
            throw unexpectedNull(column);
        }
        return text;
    }

    /** Returns the bytes of a column that is never NULL, unless the database is damaged. */
    default byte[] requiredBlob(int column) {
        byte[] bytes = blob(column);
        if (bytes == null) {
            throw unexpectedNull(column);
        }
        return bytes;
    }

    /** Returns the value of a column that is never NULL, unless the database is damaged. */
    default Object required(int column) {
        Object value = value(column);
        if (value == null) {
            throw unexpectedNull(column);
        }
        return value;
    }

    private DatabaseException unexpectedNull(int column) {
        return new DatabaseException(
                DatabaseErrorCode.CORRUPT,
                "cannot read '%s': it is NULL, but its table forbids that; the database is damaged"
                        .formatted(columns().get(column)));
    }

    /** Returns a text in UTF-8; null for NULL. */
    default byte @Nullable [] utf8(int column) {
        String text = text(column);
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns bytes; null for NULL. */
    byte @Nullable [] blob(int column);

    /** Returns the value as {@code null}, Long, Double, String or byte[], by its storage class. */
    default @Nullable Object value(int column) {
        return switch (type(column)) {
            case NULL -> null;
            case INTEGER -> integer(column);
            case REAL -> real(column);
            case TEXT -> text(column);
            case BLOB -> blob(column);
        };
    }

    @Override
    void close();
}
