package dev.cairn.database.postgres;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.engine.RestoreTarget;
import dev.cairn.schema.Identifier;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Gives a new database the name of another one, which gets a name that says when. Both names change
 * in one transaction. A killed process leaves the old state, and a database that is dropped an hour
 * later, or the new state.
 */
final class DatabaseExchange {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** The server cuts longer names off. */
    private static final int LONGEST_NAME = 63;

    private static final int TRIES = 10;

    /** The properties of a database that are not objects; those of roles belong to the roles. */
    private static final String PROPERTIES =
            "SELECT format('ALTER DATABASE %%I OWNER TO %I', pg_get_userbyid(datdba)) FROM"
                    + " pg_database WHERE datname = ? AND datdba <> (SELECT oid FROM pg_roles WHERE"
                    + " rolname = current_user) UNION ALL SELECT format('ALTER DATABASE %%I CONNECTION"
                    + " LIMIT %s', datconnlimit) FROM pg_database WHERE datname = ? AND datconnlimit"
                    + " >= 0 UNION ALL SELECT format('COMMENT ON DATABASE %%I IS %L', description)"
                    + " FROM pg_database d JOIN pg_shdescription s ON s.objoid = d.oid AND s.classoid"
                    + " = 'pg_database'::regclass WHERE d.datname = ? UNION ALL SELECT format('ALTER"
                    + " DATABASE %%I SET %I TO %s', split_part(c, '=', 1), CASE WHEN split_part(c,"
                    + " '=', 1) IN ('search_path', 'temp_tablespaces', 'local_preload_libraries',"
                    + " 'session_preload_libraries') THEN substr(c, strpos(c, '=') + 1) ELSE"
                    + " quote_literal(substr(c, strpos(c, '=') + 1)) END) FROM pg_database d JOIN pg_db_role_setting r ON r.setdatabase = d.oid AND"
                    + " r.setrole = 0, unnest(r.setconfig) AS c WHERE d.datname = ? UNION ALL SELECT"
                    + " format('GRANT %s ON DATABASE %%I TO %s%s', a.privilege_type, CASE WHEN"
                    + " a.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END,"
                    + " CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END) FROM"
                    + " pg_database d, aclexplode(d.datacl) AS a WHERE d.datname = ? AND a.grantee <>"
                    + " d.datdba";

    private static final String REVOKES =
            "SELECT 'REVOKE ALL ON DATABASE %I FROM PUBLIC' FROM pg_database WHERE datname = ? AND"
                    + " datacl IS NOT NULL";

    private final PostgresSource source;
    private final DatabaseDriver driver;
    private final RestoreTarget target;
    private final boolean exists;
    private final String coming =
            "cairn_restore_"
                    + System.currentTimeMillis() / 1_000
                    + "_"
                    + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());

    DatabaseExchange(PostgresSource source, DatabaseDriver driver, RestoreTarget target) {
        this.source = source;
        this.driver = driver;
        this.target = target;
        this.exists =
                driver.queryValue("SELECT 1 FROM pg_database WHERE datname = ?", target.name())
                        .isPresent();
    }

    /** Creates the new database, empty, and returns the name that it has for now. */
    String create() {
        requireNoSessions();
        ScratchDatabase.dropLeftBehind(driver);
        String like =
                exists
                        ? target.name()
                        : driver.queryValue("SELECT current_database()").orElseThrow().toString();
        driver.execute(
                "CREATE DATABASE "
                        + coming
                        + " TEMPLATE template0"
                        + ScratchDatabase.locale(driver, like));
        return coming;
    }

    /** Drops the new database. */
    void discard() {
        driver.rollback();
        driver.execute("DROP DATABASE IF EXISTS " + coming + " WITH (FORCE)");
    }

    private void requireNoSessions() {
        List<String> sessions = sessions();
        if (!sessions.isEmpty() && !target.disconnect()) {
            throw inUse(sessions, null);
        }
    }

    private List<String> sessions() {
        List<String> sessions = new ArrayList<>();
        try (Rows rows =
                driver.query(
                        "SELECT format('process %s of user %s (%s)', pid, coalesce(usename, '?'),"
                                + " coalesce(nullif(application_name, ''), 'no name')) FROM"
                                + " pg_stat_activity WHERE datname = ? AND pid <> pg_backend_pid()",
                        target.name())) {
            while (rows.next()) {
                sessions.add(String.valueOf(rows.text(0)));
            }
        }
        return sessions;
    }

    private DatabaseException inUse(List<String> sessions, @Nullable DatabaseException cause) {
        return new DatabaseException(
                DatabaseErrorCode.BUSY,
                "cannot replace database '%s': other sessions use it: %s; end them, or give --disconnect"
                        .formatted(
                                source.pool().server().withDatabase(target.name()).text(),
                                sessions.isEmpty()
                                        ? "they come again and again"
                                        : String.join(", ", sessions)),
                cause);
    }

    /** Exchanges the names and returns the name that the old database has now. */
    Optional<String> exchange() {
        if (!exists) {
            driver.execute(rename(coming, target.name()));
            return Optional.empty();
        }
        for (String statement : properties()) {
            driver.execute(statement);
        }
        String kept = keptName();
        for (int attempt = 1; ; attempt++) {
            endSessions();
            try {
                driver.inTransaction(
                        TransactionMode.WRITE,
                        () -> {
                            driver.execute(rename(target.name(), kept));
                            driver.execute(rename(coming, target.name()));
                            return true;
                        });
                return Optional.of(kept);
            } catch (DatabaseException e) {
                if (e.code() != DatabaseErrorCode.BUSY) {
                    throw e;
                }
                if (attempt == TRIES || !target.disconnect()) {
                    throw inUse(sessions(), e);
                }
            }
        }
    }

    private void endSessions() {
        if (target.disconnect()) {
            driver.queryValue(
                    "SELECT count(pg_terminate_backend(pid, 1000)) FROM pg_stat_activity WHERE"
                            + " datname = ? AND pid <> pg_backend_pid()",
                    target.name());
        }
    }

    private static String rename(String from, String to) {
        return "ALTER DATABASE " + Identifier.quote(from) + " RENAME TO " + Identifier.quote(to);
    }

    private String keptName() {
        String ending = "_before_restore_" + TIME.format(Instant.now());
        String name = target.name();
        while ((name + ending).getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            name = name.substring(0, name.length() - 1);
        }
        return name + ending;
    }

    /** The owner comes last, because a user who is not a member of it could set nothing more. */
    private List<String> properties() {
        List<String> statements = new ArrayList<>(formatted(REVOKES, target.name()));
        String name = target.name();
        List<String> others = formatted(PROPERTIES, name, name, name, name, name);
        others.stream().filter(sql -> !sql.contains(" OWNER TO ")).forEach(statements::add);
        others.stream().filter(sql -> sql.contains(" OWNER TO ")).forEach(statements::add);
        return statements;
    }

    private List<String> formatted(String sql, String... parameters) {
        List<String> statements = new ArrayList<>();
        try (Rows rows = driver.query(sql, (Object[]) parameters)) {
            while (rows.next()) {
                statements.add(String.valueOf(rows.text(0)).replaceFirst("%I", coming));
            }
        }
        return statements;
    }
}
