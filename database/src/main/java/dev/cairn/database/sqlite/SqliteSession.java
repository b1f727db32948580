package dev.cairn.database.sqlite;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.sqlite.file.SqliteFile;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.BusyHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteConnectionConfig;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.SQLiteOpenMode;
import org.sqlite.core.DB;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * One open SQLite connection with what belongs to it: prepared statements, open rows, the guard
 * that stops statements, and the listener that hears of ended transactions.
 */
final class SqliteSession {

    private static final int OPEN_NO_FOLLOW = 0x01000000;

    private static final int LONGEST_CHAIN = 20;

    /** The first release without the WAL-reset bug (https://www.sqlite.org/wal.html). */
    private static final List<Integer> OLDEST_VERSION = List.of(3, 51, 3);

    private final SQLiteConnection connection;
    private final DB database;
    private final StatementCache cache;
    private final ControlStatements controls;
    private final StatementGuard guard;
    private final TransactionEndListener transactionEnd = new TransactionEndListener();
    private final List<SqliteRows> openRows = new ArrayList<>();
    private final String version;
    private @Nullable ConnectionState state;

    private SqliteSession(SQLiteConnection connection, Path file, SqliteSettings settings)
            throws SQLException {
        this.connection = connection;
        this.database = connection.getDatabase();
        // Otherwise the library runs an empty transaction after each statement, which costs as much
        // as a short one and is left open by an interrupt. The flag alone does it: nothing is
        // begun.
        connection.getConnectionConfig().setAutoCommit(false);
        this.cache = new StatementCache(connection, settings.cachedStatements());
        this.controls = new ControlStatements(connection);
        this.guard = new StatementGuard(database, file);
        this.version = database.libversion();
    }

    /** Loads the native library, and the formats of dates that every connection makes. */
    static void load() {
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            throw new DatabaseException(
                    DatabaseErrorCode.INTERNAL, "cannot load SQLite's library: " + e, e);
        }
        SQLiteConnectionConfig.fromPragmaTable(openSettings());
    }

    /**
     * Opens a database file, which is created if it is missing. A new database gets a write-ahead
     * log; the journal mode of one that exists is its owner's choice and stays.
     */
    static SqliteSession open(Path file, SqliteSettings settings) {
        boolean created = SqliteFile.createIfMissing(file);
        SqliteSession session = connect(file, "", settings);
        try {
            session.prepareConnection(settings, created);
            return session;
        } catch (SQLException e) {
            session.close();
            throw cannotOpen(file, e);
        } catch (DatabaseException e) {
            session.close();
            throw e;
        }
    }

    /**
     * Opens a database file to look at it. The file is neither created nor written.
     *
     * @param parameters the parameters in the URI of the file, such as {@code ?mode=ro}
     */
    static SqliteSession openForReading(Path file, String parameters, SqliteSettings settings) {
        SqliteSession session = connect(file, parameters, settings.forReading());
        try {
            session.prepareConnection(settings.forReading(), false);
            return session;
        } catch (SQLException e) {
            session.close();
            throw cannotOpen(file, e);
        } catch (DatabaseException e) {
            session.close();
            throw e;
        }
    }

    /** Opens a file without writers, for reading, without locks and side files. */
    static SqliteSession openUnchanging(Path file) {
        SqliteSession session =
                connect(file, "?immutable=1&mode=ro", SqliteSettings.standard().forReading());
        try {
            requireVersion(session.version);
            session.control("PRAGMA schema_version");
            session.control("PRAGMA trusted_schema=OFF");
            session.control("PRAGMA cell_size_check=ON");
            return session;
        } catch (SQLException e) {
            session.close();
            throw cannotOpen(file, e);
        }
    }

    /**
     * Connects as the only one, takes a write-ahead log into the file, and closes.
     *
     * @throws DatabaseException with BUSY if anybody else is connected
     */
    static void probeExclusively(Path file) throws SQLException {
        SqliteSession session = connect(file, "", SqliteSettings.standard());
        try {
            // Before the first access, or a write-ahead log is shared all the same.
            session.control("PRAGMA locking_mode=EXCLUSIVE");
            session.control("BEGIN EXCLUSIVE");
            session.control("COMMIT");
        } catch (SQLException e) {
            throw cannotOpen(file, e);
        } finally {
            session.close();
        }
    }

    private static SqliteSession connect(Path file, String parameters, SqliteSettings settings) {
        try {
            // A URI, because the driver takes what follows a '?' in a plain path for settings.
            String uri = "file:" + file.toUri().getRawPath() + parameters;
            return new SqliteSession(
                    new JDBC4Connection("jdbc:sqlite:" + uri, uri, openSettings()), file, settings);
        } catch (SQLException e) {
            throw cannotOpen(file, e);
        }
    }

    private static Properties openSettings() {
        SQLiteConfig config = new SQLiteConfig();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        // Otherwise every INSERT leaves a statement open, and then SQLite never forgets an
        // interrupt.
        config.setGetGeneratedKeys(false);
        Properties properties = config.toProperties();
        properties.setProperty(
                SQLiteConfig.Pragma.OPEN_MODE.pragmaName,
                String.valueOf(
                        config.getOpenModeFlags()
                                | OPEN_NO_FOLLOW
                                // The library lets one thread at a time into a connection anyway.
                                | SQLiteOpenMode.NOMUTEX.flag));
        return properties;
    }

    private static DatabaseException cannotOpen(Path file, SQLException error) {
        DatabaseException translated =
                SqliteErrors.translate("open database '" + file + "'", error);
        if (translated.code() == DatabaseErrorCode.INVALID_STATEMENT) {
            // No statement was run yet; the driver itself failed, for want of memory as a rule.
            return new DatabaseException(
                    DatabaseErrorCode.INTERNAL,
                    translated.getMessage() + reasonBehind(error),
                    error);
        }
        if (translated.code() != DatabaseErrorCode.CORRUPT) {
            return ForeignProcesses.namedIn(translated, file);
        }
        return new DatabaseException(
                DatabaseErrorCode.CORRUPT,
                "cannot open database '"
                        + file
                        + "': it is not a SQLite database, or its beginning is damaged; nothing"
                        + " was changed",
                error);
    }

    /** Returns why the native library could not be loaded, which the driver keeps in a cause. */
    private static String reasonBehind(Throwable error) {
        Throwable root = error;
        int depth = 0;
        while (root.getCause() != null && depth < LONGEST_CHAIN) {
            root = root.getCause();
            depth++;
        }
        return depth == 0 || root.getMessage() == null ? "" : ": " + root.getMessage();
    }

    private void prepareConnection(SqliteSettings settings, boolean created) throws SQLException {
        requireVersion(version);
        BusyHandler.setHandler(connection, guard.busyHandler(settings.busyTimeout()));
        connection.addCommitListener(transactionEnd);
        // The first statement that reads the file, so the one that finds out what it is.
        control("PRAGMA schema_version");
        if (created) {
            control("PRAGMA journal_mode=WAL");
        }
        control("PRAGMA synchronous=FULL");
        control("PRAGMA foreign_keys=ON");
        control("PRAGMA trusted_schema=OFF");
        control("PRAGMA cell_size_check=ON");
        // Names reach an index in no order; with the usual 2 MB its pages are read again and again.
        control("PRAGMA cache_size=-32768");
        if (settings.readOnly()) {
            control("PRAGMA query_only=ON");
        }
        if (settings.limits().isPresent()) {
            settings.limits().get().applyTo(connection, this);
            state = new ConnectionState(this);
        }
    }

    /** Refuses a SQLite that can corrupt a database. */
    static void requireVersion(String version) {
        List<Integer> found = new ArrayList<>();
        for (String part : version.split("\\.", -1)) {
            found.add(Integer.parseInt(part));
        }
        for (int i = 0; i < OLDEST_VERSION.size(); i++) {
            int difference = Integer.compare(found.get(i), OLDEST_VERSION.get(i));
            if (difference > 0) {
                return;
            }
            if (difference < 0) {
                throw new DatabaseException(
                        DatabaseErrorCode.INVALID_CONFIGURATION,
                        "SQLite "
                                + version
                                + " can corrupt a database with a write-ahead log;"
                                + " 3.51.3 or later is needed");
            }
        }
    }

    SQLiteConnection connection() {
        return connection;
    }

    DB database() {
        return database;
    }

    StatementCache cache() {
        return cache;
    }

    StatementGuard guard() {
        return guard;
    }

    TransactionEndListener transactionEnd() {
        return transactionEnd;
    }

    String version() {
        return version;
    }

    /** Returns what the connection remembers, which is noted where statements have limits. */
    ConnectionState state() {
        return Objects.requireNonNull(state, "the connection has no limits");
    }

    /** Runs a statement of the driver's own. */
    void control(String sql) throws SQLException {
        StatementGuard.Execution execution = guard.open(Optional.empty());
        try {
            guard.enter(execution);
            controls.run(sql);
        } finally {
            guard.leave();
            guard.close(execution);
        }
    }

    /**
     * Runs a statement that undoes work or restores a setting. It cannot be cancelled: a client
     * that cancels work expects it to be undone.
     */
    void undo(String sql) throws SQLException {
        controls.run(sql);
    }

    /** Returns the integer that a query of the driver's own gives. */
    long number(String sql, @Nullable Object... values) throws SQLException {
        return controls.number(sql, values);
    }

    /** Returns the first row of a query of the driver's own, as texts. */
    List<String> texts(String sql) throws SQLException {
        return controls.texts(sql);
    }

    /** Returns the row id that was given last on this connection. */
    long lastRowId() throws SQLException {
        return controls.number("SELECT last_insert_rowid()");
    }

    /**
     * Returns whether the database holds its texts in UTF-8. Each query that depends on it asks
     * again, within its snapshot, because the encoding of an empty database can change.
     */
    boolean textIsUtf8() throws SQLException {
        return controls.number("SELECT encoding = 'UTF-8' FROM pragma_encoding") == 1;
    }

    void register(SqliteRows rows) {
        openRows.add(rows);
    }

    void forget(SqliteRows rows) {
        openRows.remove(rows);
    }

    void closeRows() {
        List.copyOf(openRows).forEach(SqliteRows::close);
    }

    void close() {
        guard.shutDown();
        closeRows();
        try {
            cache.clear();
            controls.clear();
            connection.close();
        } catch (SQLException e) {
            throw SqliteErrors.translate("close the connection", e);
        }
    }
}
