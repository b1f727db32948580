package dev.cairn.index;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseDriverProvider;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.PlanReport;
import dev.cairn.database.SyncResult;
import dev.cairn.database.TransactionMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The schema of a code index on a server, which is created as a whole. All that the index has comes
 * from source files, so an index of another version is created again instead of being changed.
 */
final class ServerSchema {

    private static final String RESOURCE = "code-index.postgres.sql";
    private static final String VERSION = "1.2.0";
    private static final Duration LONGEST_OTHER = Duration.ofSeconds(60);

    private final CodeDatabase database;
    private final String schema;

    ServerSchema(CodeDatabase database, String schema) {
        this.database = database;
        this.schema = schema;
    }

    /**
     * Creates the schema if it is not there.
     *
     * @throws DatabaseException with {@link DatabaseErrorCode#REFUSED} if the tables are those of
     *     an older version, or of another program
     */
    SyncResult ensure() {
        long start = System.nanoTime();
        DatabaseDriver driver = database.driver();
        Optional<SyncResult> present = present(driver, start);
        if (present.isPresent()) {
            return present.get();
        }
        try (DatabaseDriverProvider.NamedLock _ =
                database.lock("cairn schema " + schema, LONGEST_OTHER)) {
            return present(driver, start).orElseGet(() -> create(driver, start));
        }
    }

    private Optional<SyncResult> present(DatabaseDriver driver, long start) {
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
        String version = tables.contains("db_settings") ? version(driver).orElse("") : "";
        if (version.isEmpty()) {
            throw refused(
                    "it has tables of another program ("
                            + String.join(", ", tables)
                            + "); name another schema with 'schema' in the configuration");
        }
        int order = compare(version);
        if (order < 0) {
            throw refused(
                    "its index has version %s, older than %s; drop it (DROP SCHEMA \"%s\" CASCADE) and run 'cairn index' again"
                            .formatted(version, VERSION, schema));
        }
        return Optional.of(
                result(
                        order > 0
                                ? SyncResult.Outcome.NEWER_DATABASE
                                : SyncResult.Outcome.UNCHANGED,
                        version,
                        version,
                        List.of(),
                        start));
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
        return Arrays.compare(numbers(version), numbers(VERSION));
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
                            VERSION);
                });
        return result(
                SyncResult.Outcome.CHANGED,
                "",
                VERSION,
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
