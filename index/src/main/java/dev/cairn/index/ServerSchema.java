package dev.cairn.index;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseDriverProvider;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.PlanReport;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.SyncOptions;
import dev.cairn.database.SyncResult;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.file.DurableFiles;
import dev.cairn.database.sync.SyncRequest;
import dev.cairn.database.version.DatabaseSettings;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.plan.SchemaFingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schema of a code index on a server. It is kept in the declared shape by a sync, as that of a
 * file is. The shape after a sync is recorded, so that the next look needs no scratch database. A
 * user who may not create one can still create an index, by the same statements.
 */
final class ServerSchema {

    private static final Logger LOG = LoggerFactory.getLogger(ServerSchema.class);
    private static final String RESOURCE = "code-index.postgres.sql";
    private static final String SHAPE = "schema_shape";
    private static final Duration LONGEST_OTHER = Duration.ofSeconds(60);

    private final CodeDatabase database;
    private final String schema;

    ServerSchema(CodeDatabase database, String schema) {
        this.database = database;
        this.schema = schema;
    }

    /**
     * Brings the schema to the declared shape, or creates it.
     *
     * @throws DatabaseException with {@link DatabaseErrorCode#REFUSED} if the tables are those of
     *     another program, or rows stand in the way
     */
    SyncResult ensure() {
        long start = System.nanoTime();
        DatabaseDriver driver = database.driver();
        Optional<SyncResult> settled = settled(driver, start);
        if (settled.isPresent()) {
            return settled.get();
        }
        try (DatabaseDriverProvider.NamedLock _ =
                database.lock("cairn schema " + schema, LONGEST_OTHER)) {
            return settled(driver, start).orElseGet(() -> bring(driver, start));
        }
    }

    /** Returns the result if there is nothing to do. */
    private Optional<SyncResult> settled(DatabaseDriver driver, long start) {
        String version = presentVersion(driver).orElse("");
        int order = version.isEmpty() ? -1 : compare(version);
        if (order > 0) {
            return Optional.of(result(SyncResult.Outcome.NEWER_DATABASE, version, start));
        }
        boolean asRecorded =
                order == 0
                        && DatabaseSettings.of(driver)
                                .read(SHAPE)
                                .equals(Optional.of(shape(driver)));
        return asRecorded
                ? Optional.of(result(SyncResult.Outcome.UNCHANGED, version, start))
                : Optional.empty();
    }

    /** Returns what the structure is and what was declared when it was brought to it. */
    private static String shape(DatabaseDriver driver) {
        return HexFormat.of()
                        .formatHex(
                                DurableFiles.sha256()
                                        .digest(sql().getBytes(StandardCharsets.UTF_8)))
                + ":"
                + SchemaFingerprint.of(driver.inspectSchema());
    }

    private Optional<String> presentVersion(DatabaseDriver driver) {
        List<String> tables =
                driver.queryValue(
                                "SELECT string_agg(table_name, ' ') FROM information_schema.tables"
                                        + " WHERE table_schema = ?"
                                        + " AND table_name IN ('db_settings', 'projects', 'files')",
                                schema)
                        .map(names -> List.of(names.toString().split(" ")))
                        .orElse(List.of());
        if (tables.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> version =
                tables.contains("db_settings") ? version(driver) : Optional.empty();
        if (version.isEmpty()) {
            throw refused(
                    "it has tables of another program ("
                            + String.join(", ", tables)
                            + "); name another schema with 'schema' in the configuration");
        }
        return version;
    }

    private SyncResult bring(DatabaseDriver driver, long start) {
        SchemaDefinition definition;
        try {
            definition = definition(Engine.of(driver));
        } catch (DatabaseException e) {
            if (e.code() != DatabaseErrorCode.INVALID_CONFIGURATION) {
                throw e;
            }
            return withoutScratch(driver, e, start);
        }
        SyncResult result =
                database.perform(
                        new SyncRequest(definition, SyncOptions.withoutBackup()),
                        ProgressListener.NONE);
        DatabaseSettings.of(driver).write(SHAPE, shape(driver));
        return result;
    }

    /** Returns what is declared, as a scratch database of the server reads it. */
    static SchemaDefinition definition(Engine engine) {
        return DefinitionReader.readSql(sql(), RESOURCE, engine);
    }

    /** Without a scratch database the shape cannot be compared, only made. */
    private SyncResult withoutScratch(DatabaseDriver driver, DatabaseException cause, long start) {
        Optional<String> version = presentVersion(driver);
        if (version.isEmpty()) {
            return create(driver, start);
        }
        if (compare(version.get()) == 0) {
            LOG.info("the schema of the index was not compared: {}", cause.getMessage());
            return result(SyncResult.Outcome.UNCHANGED, version.get(), start);
        }
        throw refused(
                "its index has version %s, older than %s, and cannot be changed: %s; or drop it (DROP SCHEMA \"%s\" CASCADE) and run 'cairn index' again"
                        .formatted(version.get(), declaredVersion(), cause.getMessage(), schema));
    }

    private static Optional<String> version(DatabaseDriver driver) {
        return driver.queryValue("SELECT value FROM db_settings WHERE key = 'schema_version'")
                .map(Object::toString);
    }

    /** A version that is not made of numbers was not written by an older program. */
    private static int compare(String version) {
        if (!version.matches("\\d{1,6}(\\.\\d{1,6}){2}")) {
            return 1;
        }
        return Arrays.compare(numbers(version), numbers(declaredVersion()));
    }

    /** Returns the version that the first line of the script declares. */
    private static String declaredVersion() {
        String first = sql().lines().findFirst().orElseThrow();
        return first.substring(first.indexOf("version=") + "version=".length()).strip();
    }

    private static int[] numbers(String version) {
        return Stream.of(version.split("\\.", -1)).mapToInt(Integer::parseInt).toArray();
    }

    private DatabaseException refused(String reason) {
        return new DatabaseException(
                DatabaseErrorCode.REFUSED,
                "cannot use schema '%s' of '%s' for a code index: %s"
                        .formatted(schema, database.configuration().location().text(), reason));
    }

    private SyncResult create(DatabaseDriver driver, long start) {
        List<String> statements = statements();
        driver.inTransaction(
                TransactionMode.WRITE,
                () -> {
                    String quoted = "\"" + schema.replace("\"", "\"\"") + "\"";
                    if (driver.queryValue("SELECT 1 FROM pg_namespace WHERE nspname = ?", schema)
                            .isEmpty()) {
                        driver.execute("CREATE SCHEMA " + quoted);
                    }
                    driver.execute("SET LOCAL search_path = " + quoted);
                    statements.forEach(driver::execute);
                    return driver.execute(
                            "INSERT INTO db_settings (key, value) VALUES ('schema_version', ?)",
                            declaredVersion());
                });
        return result(
                SyncResult.Outcome.CHANGED,
                "",
                declaredVersion(),
                statements.stream().map(ServerSchema::step).toList(),
                start);
    }

    private static String step(String statement) {
        int end = statement.indexOf('(');
        String first = statement.lines().findFirst().orElse("");
        return (end > 0 && end < first.length() ? first.substring(0, end) : first)
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** A statement ends with a semicolon before an empty line or the end. */
    static List<String> statements() {
        return List.of(sql().split(";\\s*\\n\\s*\\n|;\\s*$")).stream()
                .map(ServerSchema::withoutComments)
                .filter(statement -> !statement.isBlank())
                .toList();
    }

    private static String withoutComments(String statement) {
        StringBuilder text = new StringBuilder();
        statement
                .lines()
                .filter(line -> !line.startsWith("--"))
                .forEach(line -> text.append(line).append('\n'));
        return text.toString().strip();
    }

    private static String sql() {
        try (InputStream in = ServerSchema.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("'" + RESOURCE + "' is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read '" + RESOURCE + "'", e);
        }
    }

    private static SyncResult result(SyncResult.Outcome outcome, String version, long start) {
        return result(outcome, version, version, List.of(), start);
    }

    private static SyncResult result(
            SyncResult.Outcome outcome, String from, String to, List<String> steps, long start) {
        return new SyncResult(
                outcome,
                from,
                to,
                List.of(),
                steps,
                Optional.empty(),
                Optional.empty(),
                (System.nanoTime() - start) / 1_000_000,
                List.of(),
                PlanReport.empty());
    }
}
