package dev.cairn.database.postgres.schema;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.file.DurableFiles;
import dev.cairn.database.file.FileTrust;
import dev.cairn.schema.OpaqueObject;
import dev.cairn.schema.Schema;
import dev.cairn.schema.postgres.catalog.PostgresObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The schema that a long definition gave when a scratch database executed it, in a file of the
 * user's cache folder. The same statements give the same schema on the same server for the same
 * user, so a plan in which nothing differs needs no scratch database.
 *
 * <p>The name of the file is a hash of all that the schema depends on: the statements, the server,
 * its start, its extensions, user, encoding and locale, and the queries that read the catalogs.
 */
public final class RememberedSchemas {

    private static final Logger LOG = LoggerFactory.getLogger(RememberedSchemas.class);

    /** To execute fewer statements takes no longer than to look for a file. */
    private static final int FEWEST_STATEMENTS = 50;

    private static final int MOST_FILES = 20;
    private static final long MOST_BYTES = 64L << 20;
    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private static final String SURROUNDINGS =
            "SELECT concat_ws('|', current_setting('server_version'), pg_postmaster_start_time(),"
                    + " current_user, d.encoding, d.datcollate, d.datctype, to_jsonb(d) ->>"
                    + " 'datlocprovider', (SELECT string_agg(e.name || ' ' || e.default_version, ' '"
                    + " ORDER BY e.name) FROM pg_available_extensions e)) FROM pg_database d WHERE"
                    + " d.datname = current_database()";

    private final Path folder;
    private final Path file;

    private RememberedSchemas(Path folder, String name) {
        this.folder = folder;
        this.file = folder.resolve(name);
    }

    /** What a file holds. */
    private record Kept(List<PostgresObject> objects, List<OpaqueObject> opaque) {}

    /**
     * Returns where the schema of a definition is kept; empty if the definition is too short or
     * there is no cache folder.
     *
     * @param driver a conversation with the database whose scratch would execute it
     * @param server the server, the database and the schema
     */
    public static Optional<RememberedSchemas> of(
            DatabaseDriver driver, String server, List<String> statements) {
        return statements.size() < FEWEST_STATEMENTS
                ? Optional.empty()
                : folder(System.getenv(), System.getProperty("user.home"))
                        .map(folder -> of(folder, driver, server, statements));
    }

    /** Returns the file in which a folder remembers a definition. */
    static RememberedSchemas of(
            Path folder, DatabaseDriver driver, String server, List<String> statements) {
        MessageDigest digest = DurableFiles.sha256();
        add(digest, server);
        add(digest, driver.queryValue(SURROUNDINGS).map(Object::toString).orElse(""));
        CatalogQueries.all(0, Presence.ALL)
                .forEach(query -> add(digest, query.kind() + query.sql()));
        add(digest, CatalogQueries.dependencies() + CatalogQueries.aliases(Presence.ALL));
        add(digest, UnmanagedQueries.unmanaged());
        statements.forEach(statement -> add(digest, statement));
        return new RememberedSchemas(folder, HexFormat.of().formatHex(digest.digest()) + ".json");
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static Optional<Path> folder(Map<String, String> environment, String home) {
        String set = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path cache = set.startsWith("/") ? Path.of(set) : Path.of(home, ".cache");
        return cache.isAbsolute()
                ? Optional.of(cache.resolve("cairn").resolve("postgres-schemas"))
                : Optional.empty();
    }

    /** Returns the schema, if it was kept; a file that others can write is not read. */
    public Optional<Schema> find() {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || Files.size(file) > MOST_BYTES) {
                return Optional.empty();
            }
            FileTrust.require(folder, false);
            FileTrust.require(file, false);
            Kept kept = JSON.readValue(Files.readString(file), Kept.class);
            return Optional.of(Schema.catalog(kept.objects(), kept.opaque()));
        } catch (IOException | JacksonException | DatabaseException e) {
            LOG.debug("the schema in '{}' is not used: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Keeps the schema for the next run. A failure costs time only, so it is logged, not thrown.
     */
    public void keep(Schema schema) {
        try {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            FileTrust.require(folder, false);
            removeOldest(folder);
            Kept kept =
                    new Kept(
                            schema.engineObjects().stream()
                                    .map(PostgresObject.class::cast)
                                    .toList(),
                            schema.opaqueObjects());
            Path partial =
                    folder.resolve(
                            DurableFiles.PARTIAL_PREFIX
                                    + ProcessHandle.current().pid()
                                    + "-"
                                    + file.getFileName());
            DurableFiles.write(partial, file, JSON.writeValueAsString(kept));
        } catch (IOException | JacksonException | DatabaseException e) {
            LOG.debug("the schema is not kept in '{}': {}", file, e.getMessage());
        }
    }

    private static void removeOldest(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.sorted(Comparator.comparingLong(RememberedSchemas::modified)).toList();
        }
        for (Path old : files.subList(0, Math.max(0, files.size() - MOST_FILES + 1))) {
            Files.deleteIfExists(old);
        }
    }

    private static long modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            return 0;
        }
    }
}
