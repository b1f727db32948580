package dev.cairn.database.engine;

import java.util.List;

/**
 * The words of an engine's SQL that Cairn's own tables need. The defaults are those of the SQL
 * standard.
 */
public interface Bookkeeping {

    /** Returns an expression for the present moment as a number. */
    String now();

    /** Returns the type of a whole number of 64 bits. */
    default String wholeNumber() {
        return "BIGINT";
    }

    /** Returns the type of a floating-point number of 64 bits. */
    default String realNumber() {
        return "DOUBLE PRECISION";
    }

    /** Returns the options after the columns of a table that make the engine enforce its types. */
    default String tableOptions() {
        return "";
    }

    /**
     * Returns the statements after which a table's rows cannot be changed or deleted; none if the
     * engine cannot forbid that.
     */
    default List<String> appendOnly(String table) {
        return List.of();
    }
}
