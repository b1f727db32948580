package dev.cairn.database.postgres;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.DatabaseLocation.Server;
import dev.cairn.database.Rows;
import dev.cairn.database.engine.EmptyDatabase;
import dev.cairn.schema.Identifier;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * An empty database of the same server, of the same encoding and collation, that is dropped when it
 * is closed. What a killed process left behind is dropped an hour later by the next one.
 */
final class ScratchDatabase implements EmptyDatabase {

    /** Begins the name of every scratch database; the time in seconds follows. */
    static final String PREFIX = "cairn_scratch_";

    /** Names a database to use instead, for users that may not create one. */
    static final String VARIABLE = "CAIRN_SCRATCH_DATABASE";

    private static final long LEFT_BEHIND_SECONDS = 3_600;

    private static final long MOST_CLEARED = 1_000;

    /** Drops all that a definition can have made. */
    static final String CLEAR =
            """
            DO $$ DECLARE r record; BEGIN
              FOR r IN SELECT evtname AS name FROM pg_event_trigger LOOP
                EXECUTE format('DROP EVENT TRIGGER %I CASCADE', r.name); END LOOP;
              FOR r IN SELECT extname AS name FROM pg_extension WHERE extname <> 'plpgsql' LOOP
                EXECUTE format('DROP EXTENSION IF EXISTS %I CASCADE', r.name); END LOOP;
              FOR r IN SELECT nspname AS name FROM pg_namespace
                WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
                EXECUTE format('DROP SCHEMA %I CASCADE', r.name); END LOOP;
              FOR r IN SELECT pubname AS name FROM pg_publication LOOP
                EXECUTE format('DROP PUBLICATION %I', r.name); END LOOP;
              FOR r IN SELECT fdwname AS name FROM pg_foreign_data_wrapper LOOP
                EXECUTE format('DROP FOREIGN DATA WRAPPER %I CASCADE', r.name); END LOOP;
              CREATE SCHEMA public;
              GRANT USAGE ON SCHEMA public TO PUBLIC;
            END $$\
            """;

    private final PostgresSource owner;
    private final PostgresSource own;
    private final DatabaseDriver driver;
    private final String name;
    private final boolean named;
    private boolean checksBodies = true;

    private ScratchDatabase(PostgresSource owner, PostgresSource own, String name, boolean named) {
        this.owner = owner;
        this.own = own;
        PostgresDriver opened = new PostgresDriver(own);
        opened.keepSession();
        this.driver = opened;
        this.name = name;
        this.named = named;
    }

    /**
     * Opens one.
     *
     * @param checksBodies whether the bodies of functions are checked when they are created
     * @throws DatabaseException with {@link DatabaseErrorCode#INVALID_CONFIGURATION} if the user
     *     may not create a database and names none
     */
    static ScratchDatabase open(PostgresSource source, boolean checksBodies) {
        Optional<String> named =
                Optional.ofNullable(System.getenv(VARIABLE)).filter(name -> !name.isBlank());
        if (named.isPresent()) {
            return openNamed(source, named.get());
        }
        ScratchDatabase idle = source.idleScratches().take();
        ScratchDatabase scratch = idle == null ? create(source) : idle;
        boolean ready = false;
        try {
            scratch.checkBodies(checksBodies);
            ready = true;
            return scratch;
        } finally {
            if (!ready) {
                scratch.discard();
            }
        }
    }

    /**
     * Sets whether the bodies of functions are checked, for all connections from now on. The
     * driver's session stays: a new one would read the catalogs into its memory again.
     */
    private void checkBodies(boolean checks) {
        if (checks != checksBodies) {
            String value = checks ? "on" : "off";
            driver.execute(
                    "ALTER DATABASE %s SET check_function_bodies = %s".formatted(name, value));
            own.pool().renew();
            checksBodies = checks;
            // What a definition has set ends here, as it would with the session.
            driver.execute("RESET ALL");
            driver.queryValue(
                    "SELECT set_config('application_name', 'cairn', false) ||"
                            + " set_config('check_function_bodies', ?, false)",
                    value);
        }
    }

    private static ScratchDatabase create(PostgresSource source) {
        String name =
                PREFIX
                        + System.currentTimeMillis() / 1_000
                        + "_"
                        + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        try (DatabaseDriver driver = source.openDriver()) {
            dropLeftBehind(driver);
            driver.execute("CREATE DATABASE " + name + " TEMPLATE template0" + locale(driver));
            driver.execute("ALTER DATABASE " + name + " SET synchronous_commit = off");
        } catch (DatabaseException e) {
            throw notCreated(source, e);
        }
        boolean opened = false;
        PostgresSource own = source.ofDatabase(name);
        try {
            ScratchDatabase scratch = new ScratchDatabase(source, own, name, false);
            scratch.createSchema();
            opened = true;
            return scratch;
        } finally {
            if (!opened) {
                own.close();
                drop(source, name);
            }
        }
    }

    private static DatabaseException notCreated(PostgresSource source, DatabaseException e) {
        Server server = source.pool().server();
        if (e.code() != DatabaseErrorCode.FORBIDDEN) {
            return new DatabaseException(
                    e.code(),
                    "cannot create a scratch database on '"
                            + server.text()
                            + "': "
                            + e.getMessage(),
                    e);
        }
        return new DatabaseException(
                DatabaseErrorCode.INVALID_CONFIGURATION,
                "cannot create a scratch database on '%s': user '%s' may not create databases; grant it (ALTER ROLE %s CREATEDB), or name an empty database of the server in %s"
                        .formatted(
                                server.text(),
                                server.credentials().user(),
                                Identifier.quote(server.credentials().user()),
                                VARIABLE),
                e);
    }

    /** Returns the source of its connections. */
    PostgresSource source() {
        return own;
    }

    /** Returns the clauses that give a new database the encoding and locale of this one. */
    private static String locale(DatabaseDriver driver) {
        return locale(
                driver, driver.queryValue("SELECT current_database()").orElseThrow().toString());
    }

    /** Returns the clauses that give a new database the encoding and locale of another one. */
    static String locale(DatabaseDriver driver, String database) {
        try (Rows rows =
                driver.query(
                        "SELECT pg_encoding_to_char(encoding), datcollate, datctype, to_jsonb(d)"
                                + " ->> 'datlocprovider', coalesce(to_jsonb(d) ->> 'datlocale',"
                                + " to_jsonb(d) ->> 'daticulocale') FROM pg_database d WHERE datname ="
                                + " current_database()")) {
            rows.next();
            String provider = rows.text(3);
            String locale = rows.text(4);
            String clauses =
                    " ENCODING "
                            + literal(rows.text(0))
                            + " LC_COLLATE "
                            + literal(rows.text(1))
                            + " LC_CTYPE "
                            + literal(rows.text(2));
            if (provider == null || provider.equals("c") || locale == null) {
                return clauses;
            }
            return provider.equals("i")
                    ? clauses + " LOCALE_PROVIDER icu ICU_LOCALE " + literal(locale)
                    : clauses + " LOCALE_PROVIDER builtin BUILTIN_LOCALE " + literal(locale);
        }
    }

    private static String literal(@org.jspecify.annotations.Nullable String text) {
        return "'" + Objects.requireNonNullElse(text, "").replace("'", "''") + "'";
    }

    /** Drops what killed processes left behind an hour ago or earlier. */
    static void dropLeftBehind(DatabaseDriver driver) {
        List<String> old = new ArrayList<>();
        try (Rows rows =
                driver.query(
                        "SELECT datname FROM pg_database d WHERE datname ~"
                                + " '^cairn_(scratch|restore)_[0-9]+_[0-9a-f]{8}$' AND split_part(datname, '_', 3)::int8 <"
                                + " extract(epoch FROM now()) - "
                                + LEFT_BEHIND_SECONDS
                                + " AND pg_has_role(datdba, 'MEMBER') AND NOT EXISTS"
                                + " (SELECT FROM pg_stat_activity a WHERE a.datid = d.oid)")) {
            while (rows.next()) {
                old.add(Objects.requireNonNullElse(rows.text(0), ""));
            }
        }
        old.forEach(name -> driver.execute("DROP DATABASE IF EXISTS " + Identifier.quote(name)));
    }

    private static ScratchDatabase openNamed(PostgresSource source, String name) {
        if (name.equals(source.pool().server().database())) {
            throw new DatabaseException(
                    DatabaseErrorCode.INVALID_CONFIGURATION,
                    "%s names '%s', which is the database itself; name an empty one"
                            .formatted(VARIABLE, name));
        }
        PostgresSource own = source.ofDatabase(name);
        boolean opened = false;
        try {
            ScratchDatabase scratch = new ScratchDatabase(source, own, name, true);
            scratch.requireEmpty();
            scratch.createSchema();
            opened = true;
            return scratch;
        } finally {
            if (!opened) {
                own.close();
            }
        }
    }

    private void requireEmpty() {
        long objects =
                driver.inspectSchema().engineObjects().stream()
                        .filter(object -> !object.name().equals("public"))
                        .count();
        if (objects > 0) {
            throw new DatabaseException(
                    DatabaseErrorCode.INVALID_CONFIGURATION,
                    "%s names '%s', which has %d objects; name an empty database, whose content may be dropped"
                            .formatted(VARIABLE, name, objects));
        }
    }

    /** The schema that a configuration puts its tables in is there before a definition is read. */
    private void createSchema() {
        driver.execute(
                "CREATE SCHEMA IF NOT EXISTS " + Identifier.quote(own.pool().server().schema()));
    }

    @Override
    public DatabaseDriver driver() {
        return driver;
    }

    @Override
    public void close() {
        boolean cleared = false;
        try {
            driver.rollback();
            if (named || isSmall()) {
                driver.execute(CLEAR);
                createSchema();
                cleared = true;
            }
        } finally {
            if (!cleared || named || !owner.idleScratches().keep(this)) {
                discard();
            }
        }
    }

    /** What many objects are in is dropped as a whole, which needs no lock on each. */
    private boolean isSmall() {
        return (long)
                        driver.queryValue("SELECT count(*) FROM pg_class WHERE oid >= 16384")
                                .orElse(0L)
                < MOST_CLEARED;
    }

    /** Ends it for good. */
    void discard() {
        try {
            driver.close();
        } finally {
            own.close();
            if (!named) {
                drop(owner, name);
            }
        }
    }

    private static void drop(PostgresSource source, String name) {
        try (DatabaseDriver driver = source.openDriver()) {
            driver.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        }
    }
}
