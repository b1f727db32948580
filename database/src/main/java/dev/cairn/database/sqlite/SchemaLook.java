package dev.cairn.database.sqlite;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ObjectTimeLimit;
import dev.cairn.database.sqlite.schema.SqliteInspector;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Schema;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the schema of a database within a time limit. SQLite compiles every view to find its
 * columns, and compiling a few views that each read the one before twice takes too long.
 */
final class SchemaLook {

    private static final String VIEWS =
            "SELECT name FROM main.sqlite_schema WHERE type = 'view' ORDER BY rowid";

    private SchemaLook() {}

    /**
     * Returns the schema.
     *
     * @throws DatabaseException with TOO_LARGE that names the view that could not be compiled
     */
    static Schema inspect(SqliteSession session) {
        StatementGuard.Execution execution =
                session.guard().open(Optional.of(ObjectTimeLimit.standard()));
        try {
            session.guard().enter(execution);
            return SqliteInspector.inspect(session.connection());
        } catch (SQLException e) {
            DatabaseException error = SqliteErrors.translate("read the schema", e);
            throw session.guard().timedOut(execution) ? tooComplex(session, error) : error;
        } finally {
            session.guard().leave();
            session.guard().close(execution);
        }
    }

    private static DatabaseException tooComplex(SqliteSession session, DatabaseException cause) {
        session.guard().leave();
        String culprit =
                views(session).stream()
                        .filter(view -> !compiles(session, view))
                        .findFirst()
                        .map(view -> "view '" + view + "'")
                        .orElse("the schema");
        return new DatabaseException(
                DatabaseErrorCode.TOO_LARGE,
                "cannot read the schema: gave up on %s, which SQLite did not compile within %s; simplify it, or raise the limit with -D%s=SECONDS"
                        .formatted(
                                culprit,
                                ObjectTimeLimit.text(ObjectTimeLimit.standard()),
                                ObjectTimeLimit.PROPERTY),
                cause);
    }

    private static List<String> views(SqliteSession session) {
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement = session.connection().prepareStatement(VIEWS);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        } catch (SQLException e) {
            throw SqliteErrors.translate("read the names of the views", e);
        }
    }

    private static boolean compiles(SqliteSession session, String view) {
        StatementGuard.Execution execution =
                session.guard().open(Optional.of(ObjectTimeLimit.standard()));
        session.guard().enter(execution);
        try (PreparedStatement statement =
                session.connection()
                        .prepareStatement(
                                "SELECT * FROM main." + Identifier.quote(view) + " LIMIT 0")) {
            return statement.getMetaData() != null;
        } catch (SQLException _) {
            return !session.guard().timedOut(execution);
        } finally {
            session.guard().leave();
            session.guard().close(execution);
        }
    }
}
