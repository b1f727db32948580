package dev.cairn.schema;

/**
 * What a table has that only one database engine knows. Every engine has one record here; only that
 * engine's dialect reads it.
 */
public sealed interface EngineOptions permits EngineOptions.Sqlite {

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
