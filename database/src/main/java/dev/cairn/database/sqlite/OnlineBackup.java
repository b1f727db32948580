package dev.cairn.database.sqlite;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Copies a live database by SQLite's backup interface (https://www.sqlite.org/backup.html), all
 * pages in one step on a connection of its own: a copy in several steps starts again whenever
 * another connection writes. Unlike VACUUM INTO it keeps the row ids of tables without an INTEGER
 * PRIMARY KEY, on which a full-text index may rest.
 */
final class OnlineBackup {

    private static final int ALL_PAGES = -1;
    private static final int PAUSE_MILLIS = 50;
    private static final int TRIES = 100;

    private OnlineBackup() {}

    /**
     * Copies the database as it is at one moment.
     *
     * @param target a file that exists; what it holds is replaced
     */
    static void copy(Path source, Path target, ProgressListener progress) {
        SqliteSession session = SqliteSession.open(source, SqliteSettings.standard());
        try {
            copy(session, source, target, progress);
        } finally {
            session.close();
        }
    }

    /** Copies the database that a session has open. */
    static void copy(SqliteSession session, Path source, Path target, ProgressListener progress) {
        try {
            int code =
                    session.database()
                            .backup(
                                    "main",
                                    target.toString(),
                                    (remaining, total) ->
                                            progress.progress(
                                                    "copy pages", (long) total - remaining, total),
                                    PAUSE_MILLIS,
                                    TRIES,
                                    ALL_PAGES);
            if (code != 0) {
                throw failed(source, target, "SQLite result code " + code, null);
            }
        } catch (SQLException e) {
            throw failed(source, target, String.valueOf(e.getMessage()), e);
        }
    }

    private static DatabaseException failed(
            Path source, Path target, String reason, @Nullable Exception cause) {
        return new DatabaseException(
                DatabaseErrorCode.BACKUP_FAILED,
                "cannot copy database '" + source + "' to '" + target + "': " + reason,
                cause);
    }
}
