package dev.cairn.database.engine;

import java.util.List;

/** The words of an engine's SQL that Cairn's own tables need. */
public interface Bookkeeping {

    /** Returns an expression for the present moment as a number. */
    String now();

    /** Returns the type of a whole number of 64 bits. */
    String wholeNumber();

    /** Returns the type of a floating-point number of 64 bits. */
    String realNumber();

    /** Returns what stands behind the columns of a table whose types are kept to. */
    String tableOptions();

    /** Returns the statements after which a table's rows can only be added to. */
    List<String> appendOnly(String table);
}
