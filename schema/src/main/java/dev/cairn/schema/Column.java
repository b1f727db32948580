package dev.cairn.schema;

import java.util.Optional;

/**
 * A column of a table.
 *
 * @param name the name
 * @param type the type as written, empty if none is
 * @param notNull the NOT NULL constraint, if declared
 * @param defaultExpression the SQL of the default, without outer parentheses, if declared
 * @param collation the COLLATE clause, if declared
 * @param generated how the value is computed, if it is
 */
public record Column(
        String name,
        String type,
        Optional<NotNull> notNull,
        Optional<String> defaultExpression,
        Optional<String> collation,
        Optional<Generated> generated) {

    /**
     * A NOT NULL constraint.
     *
     * @param name the constraint's name, if it has one
     * @param onConflict what happens to a row that breaks it
     */
    public record NotNull(Optional<String> name, ConflictAction onConflict) {}

    /**
     * How a generated column gets its value.
     *
     * @param expression the SQL expression, without outer parentheses
     * @param stored whether the value is written to disk (STORED) or computed when read (VIRTUAL)
     */
    public record Generated(String expression, boolean stored) {}
}
