package dev.cairn.database.sqlite.schema;

import dev.cairn.database.engine.Bookkeeping;
import java.util.List;
import java.util.stream.Stream;

/** How Cairn's own tables are written in SQLite. */
public final class SqliteBookkeeping implements Bookkeeping {

    /** The one instance; it has no state. */
    public static final SqliteBookkeeping INSTANCE = new SqliteBookkeeping();

    private SqliteBookkeeping() {}

    @Override
    public String now() {
        return "julianday('now')";
    }

    @Override
    public String wholeNumber() {
        return "INTEGER";
    }

    @Override
    public String realNumber() {
        return "REAL";
    }

    @Override
    public String tableOptions() {
        return " STRICT";
    }

    @Override
    public List<String> appendOnly(String table) {
        return Stream.of("UPDATE", "DELETE")
                .map(change ->
                        "CREATE TRIGGER "
                                + table
                                + (change.equals("UPDATE") ? "_no_update" : "_no_delete")
                                + " BEFORE "
                                + change
                                + " ON "
                                + table
                                + " BEGIN SELECT RAISE(ABORT, 'the audit trail is only appended"
                                + " to'); END")
                .toList();
    }
}
