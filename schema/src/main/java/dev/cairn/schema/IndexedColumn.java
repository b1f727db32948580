package dev.cairn.schema;

import java.util.Optional;

/**
 * One term of a primary key, a UNIQUE constraint or an index.
 *
 * @param expression a column's name without quotes, or the SQL of an expression
 * @param isColumn whether {@code expression} is a column's name
 * @param collation the COLLATE clause of the term, if declared
 * @param descending whether the term is DESC
 */
public record IndexedColumn(
        String expression, boolean isColumn, Optional<String> collation, boolean descending) {

    /** Returns a plain ascending column. */
    public static IndexedColumn of(String column) {
        return new IndexedColumn(column, true, Optional.empty(), false);
    }
}
