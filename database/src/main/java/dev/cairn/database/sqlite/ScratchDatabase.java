package dev.cairn.database.sqlite;

import dev.cairn.schema.Schema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * An empty database in memory in which a definition is executed to be read back: SQLite itself is
 * the judge of what is valid and what it means.
 */
public final class ScratchDatabase implements AutoCloseable {

    private final Connection connection;

    private ScratchDatabase(Connection connection) {
        this.connection = connection;
    }

    /** Opens an empty one. */
    public static ScratchDatabase open() {
        try {
            return new ScratchDatabase(DriverManager.getConnection("jdbc:sqlite::memory:"));
        } catch (SQLException e) {
            throw SqliteErrors.translate("open a scratch database", e);
        }
    }

    /**
     * Runs one statement.
     *
     * @param sql exactly one statement; what stands behind a semicolon would not be run
     * @throws SQLException if SQLite refuses it
     */
    public void execute(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    /** Returns the schema that the statements have made. */
    public Schema inspect() {
        return SqliteInspector.inspect(connection);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw SqliteErrors.translate("close a scratch database", e);
        }
    }
}
