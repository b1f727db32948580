package dev.cairn.schema;

/**
 * Options of a table that only one database engine has. An engine with such options has a record
 * here; only its own dialect reads it.
 */
public sealed interface EngineOptions permits EngineOptions.None, EngineOptions.Sqlite {

    /** A table without options. */
    record None() implements EngineOptions {}

    /**
     * The options of a SQLite table (https://www.sqlite.org/lang_createtable.html).
     *
     * @param strict whether the table is STRICT
     * @param withoutRowid whether the table is WITHOUT ROWID
     */
    record Sqlite(boolean strict, boolean withoutRowid) implements EngineOptions {

        /** A table that is neither STRICT nor WITHOUT ROWID. */
        public static final Sqlite NONE = new Sqlite(false, false);
    }
}
