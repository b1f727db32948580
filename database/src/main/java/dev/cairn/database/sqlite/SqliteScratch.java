package dev.cairn.database.sqlite;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.engine.Scratch;
import dev.cairn.database.sqlite.schema.SchemaRowsAside;
import dev.cairn.database.sqlite.schema.SqliteInspector;
import dev.cairn.schema.Schema;
import dev.cairn.schema.VirtualTable;
import dev.cairn.schema.sqlite.text.CreateStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sqlite.Collation;

/**
 * An empty database in memory in which a definition is executed to be read back: SQLite itself is
 * the judge of what is valid and what it means.
 *
 * <p>What a program adds to its own SQLite is not here. A collation that is not known is accepted
 * by its name; a virtual table whose module or tokenizer is not known is taken as it was written.
 */
public final class SqliteScratch implements Scratch {

    private static final Pattern NO_COLLATION =
            Pattern.compile("no such collation sequence: (.+?)\\)?$");
    private static final Pattern NO_MODULE =
            Pattern.compile("no such module: |unknown tokenizer: |no such tokenizer: ");

    private final Connection connection;
    private final SchemaRowsAside rows;
    private final List<VirtualTable> unknown = new ArrayList<>();

    private SqliteScratch(Connection connection) {
        this.connection = connection;
        rows = new SchemaRowsAside(connection);
    }

    /** Opens an empty one. */
    public static SqliteScratch open() {
        try {
            return new SqliteScratch(DriverManager.getConnection("jdbc:sqlite::memory:"));
        } catch (SQLException e) {
            throw SqliteErrors.translate("open a scratch database", e);
        }
    }

    /**
     * Runs one statement.
     *
     * @param sql exactly one statement; what stands behind a semicolon would not be run
     */
    @Override
    public void execute(String sql) {
        try {
            rows.before(sql);
            run(sql);
        } catch (SQLException e) {
            afterFailure();
            throw new DatabaseException(
                    DatabaseErrorCode.INVALID_DEFINITION, SqliteErrors.reason(e), e);
        }
    }

    private void afterFailure() {
        try {
            rows.failed();
        } catch (SQLException e) {
            throw SqliteErrors.translate("go on after an error in a definition", e);
        }
    }

    private void run(String sql) throws SQLException {
        Set<String> added = new HashSet<>();
        while (true) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.execute();
                return;
            } catch (SQLException e) {
                Optional<String> collation = missingCollation(e);
                if (collation.isPresent() && added.add(collation.get())) {
                    Collation.create(connection, collation.get(), new Binary());
                } else if (lacksModule(e)
                        && CreateStatement.parse(sql) instanceof VirtualTable table) {
                    unknown.add(table);
                    return;
                } else {
                    throw e;
                }
            }
        }
    }

    @Override
    public Schema inspect() {
        Schema schema = read();
        List<VirtualTable> virtualTables = new ArrayList<>(schema.virtualTables());
        virtualTables.addAll(unknown);
        return new Schema(
                schema.tables(),
                virtualTables,
                schema.indexes(),
                schema.views(),
                schema.triggers(),
                schema.opaqueObjects());
    }

    private Schema read() {
        try {
            rows.putBack();
            return SqliteInspector.inspect(connection);
        } catch (SQLException e) {
            throw SqliteErrors.translate("read the schema", e);
        }
    }

    private static Optional<String> missingCollation(SQLException error) {
        Matcher matcher = NO_COLLATION.matcher(String.valueOf(error.getMessage()));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static boolean lacksModule(SQLException error) {
        return NO_MODULE.matcher(String.valueOf(error.getMessage())).find();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw SqliteErrors.translate("close a scratch database", e);
        }
    }

    /** Stands in for a collation that is not known. */
    private static final class Binary extends Collation {

        @Override
        protected int xCompare(String first, String second) {
            return first.compareTo(second);
        }
    }
}
