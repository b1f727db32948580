package dev.cairn.database.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What belongs to a connection and not to the database: its settings, temporary objects and
 * attached databases. A connection that goes from one client to another must be as it was when it
 * was opened.
 */
final class ConnectionState {

    /** The settings of a connection that SQLite reports (https://www.sqlite.org/pragma.html). */
    private static final List<String> SETTINGS =
            List.of(
                    "analysis_limit",
                    "automatic_index",
                    "busy_timeout",
                    "cache_size",
                    "cache_spill",
                    "cell_size_check",
                    "checkpoint_fullfsync",
                    "count_changes",
                    "defer_foreign_keys",
                    "empty_result_callbacks",
                    "foreign_keys",
                    "full_column_names",
                    "fullfsync",
                    "hard_heap_limit",
                    "ignore_check_constraints",
                    "journal_mode",
                    "journal_size_limit",
                    "legacy_alter_table",
                    "locking_mode",
                    "max_page_count",
                    "query_only",
                    "read_uncommitted",
                    "recursive_triggers",
                    "reverse_unordered_selects",
                    "secure_delete",
                    "short_column_names",
                    "soft_heap_limit",
                    "synchronous",
                    "temp_store",
                    "threads",
                    "trusted_schema",
                    "writable_schema");

    private static final String ALL_SETTINGS =
            SETTINGS.stream()
                    .map("(SELECT * FROM pragma_%s)"::formatted)
                    .collect(Collectors.joining(", ", "SELECT ", ""));

    /** Those that cannot be read like a table. */
    private static final List<String> OTHER_SETTINGS =
            List.of("PRAGMA mmap_size", "PRAGMA wal_autocheckpoint");

    private static final String TEMPORARY_OBJECTS =
            "SELECT EXISTS(SELECT 1 FROM temp.sqlite_schema)";
    private static final String OTHER_DATABASES =
            "SELECT count(*) FROM pragma_database_list WHERE name NOT IN ('main', 'temp')";

    private final SqliteSession session;
    private final List<String> opened;

    /** Notes how a connection is that has just been opened. */
    ConnectionState(SqliteSession session) throws SQLException {
        this.session = session;
        this.opened = settings();
    }

    private List<String> settings() throws SQLException {
        List<String> settings = new ArrayList<>(session.texts(ALL_SETTINGS));
        for (String query : OTHER_SETTINGS) {
            settings.addAll(session.texts(query));
        }
        return settings;
    }

    boolean isAsOpened() throws SQLException {
        return !hasTemporaryObjects()
                && session.number(OTHER_DATABASES) == 0
                && settings().equals(opened);
    }

    boolean hasTemporaryObjects() throws SQLException {
        return session.number(TEMPORARY_OBJECTS) != 0;
    }
}
