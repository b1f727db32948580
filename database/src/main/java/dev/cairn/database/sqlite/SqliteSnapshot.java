package dev.cairn.database.sqlite;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.sqlite.schema.ContradictingRows;
import dev.cairn.database.sqlite.schema.IntegrityLines;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.sqlite.text.SqlText;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A database file without writers, such as a backup, opened only to be read: Cairn takes no lock
 * and makes no side file, so it needs no ownership.
 */
public final class SqliteSnapshot implements AutoCloseable {

    private static final int FAULTS_SHOWN = 10;

    private final Path file;
    private final SqliteSession session;

    private SqliteSnapshot(Path file, SqliteSession session) {
        this.file = file;
        this.session = session;
    }

    /**
     * Opens a file that does not change while it is open.
     *
     * @throws DatabaseException if it is no database
     */
    public static SqliteSnapshot open(Path file) {
        return new SqliteSnapshot(file, SqliteSession.openUnchanging(file));
    }

    /** Returns what integrity checking finds, one line each; empty if the file is sound. */
    public List<String> faults() {
        List<String> found = new ArrayList<>();
        try {
            addTexts("PRAGMA quick_check(" + FAULTS_SHOWN + ")", found);
        } catch (DatabaseException e) {
            if (e.code() != DatabaseErrorCode.CORRUPT) {
                throw e;
            }
            // What was found before SQLite gave up says more.
            found.add(String.valueOf(e.getMessage()));
        }
        return found.stream()
                .flatMap(row -> IntegrityLines.of(row).stream())
                // A backup may hold rows that break a constraint, as the database does.
                .filter(line -> !line.equals("ok") && !ContradictingRows.isAbout(line))
                .toList();
    }

    /**
     * Returns how many rows refer to a row that is not there. A key that SQLite cannot check,
     * because the columns it refers to are not unique, counts none.
     */
    public long foreignKeyViolations() {
        return tables().stream().mapToLong(this::foreignKeyViolations).sum();
    }

    private long foreignKeyViolations(String table) {
        try {
            return number(
                    "SELECT count(*) FROM pragma_foreign_key_check(" + SqlText.string(table) + ")");
        } catch (DatabaseException e) {
            if (e.code() == DatabaseErrorCode.INVALID_STATEMENT) {
                return 0;
            }
            throw e;
        }
    }

    /** Returns the number of rows of each ordinary table, by its name. */
    public Map<String, Long> rowCounts() {
        Map<String, Long> counts = new TreeMap<>();
        for (String table : tables()) {
            counts.put(table, number("SELECT count(*) FROM " + Identifier.quote(table)));
        }
        return counts;
    }

    private List<String> tables() {
        return texts(
                "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
                        + " AND name <> 'sqlite_schema'");
    }

    /** Returns the first column of each row as text. */
    public List<String> texts(String sql) {
        List<String> values = new ArrayList<>();
        addTexts(sql, values);
        return values;
    }

    private void addTexts(String sql, List<String> values) {
        try (PreparedStatement statement = session.connection().prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
        } catch (SQLException e) {
            throw SqliteErrors.translate("read '" + file + "'", e);
        }
    }

    private long number(String sql) {
        return Long.parseLong(texts(sql).getFirst());
    }

    @Override
    public void close() {
        session.close();
    }
}
