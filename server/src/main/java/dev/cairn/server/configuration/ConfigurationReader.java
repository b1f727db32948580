package dev.cairn.server.configuration;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseConfiguration.WorkerSettings;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.DatabaseLocation;
import dev.cairn.database.DatabaseType;
import dev.cairn.database.FileErrors;
import dev.cairn.database.StoragePaths;
import dev.cairn.database.file.BoundedFile;
import dev.cairn.server.configuration.CairnConfiguration.CodeBackupSettings;
import dev.cairn.server.configuration.CairnConfiguration.FileWatcherSettings;
import dev.cairn.server.configuration.CairnConfiguration.ModelSettings;
import dev.cairn.server.configuration.CairnConfiguration.RemoteModelSettings;
import dev.cairn.server.configuration.CairnConfiguration.RepairSettings;
import dev.cairn.server.configuration.CairnConfiguration.VectorizationSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads a configuration file. Every key may be left out; a relative path begins at the folder of
 * the file. Two forms are read: the one with {@code code_analysis}, and the older one with {@code
 * "type": "sqlite_proxy"} and {@code "config"}, which is converted.
 */
public final class ConfigurationReader {

    /** So large is no configuration that a person wrote. */
    private static final long MOST_BYTES = 1L << 20;

    private static final String OLDER_TYPE = "sqlite_proxy";
    private static final String DEFAULT_DATABASE = "data/code_analysis.db";
    private static final String DEFAULT_WORKER_LOG = "logs/db_worker.log";
    private static final Duration DEFAULT_IDLE_STOP = Duration.ofMinutes(5);
    private static final Duration DEFAULT_START_TIMEOUT = Duration.ofSeconds(30);
    private static final VectorizationSettings DEFAULT_VECTORIZATION =
            new VectorizationSettings(false, 32, Duration.ofSeconds(2), 1, ModelSettings.SHIPPED);
    private static final FileWatcherSettings DEFAULT_FILE_WATCHER =
            new FileWatcherSettings(true, Duration.ofSeconds(60), List.of());
    private static final RepairSettings DEFAULT_REPAIR =
            new RepairSettings(
                    true,
                    Duration.ofHours(1),
                    Duration.ofMinutes(1),
                    20,
                    Duration.ofDays(30),
                    new CodeBackupSettings(Duration.ofDays(30), 100));

    private final Path file;
    private final Path folder;
    private final PathRule rule;

    private ConfigurationReader(Path file, Path folder, PathRule rule) {
        this.file = file;
        this.folder = folder;
        this.rule = rule;
    }

    /**
     * Reads a file.
     *
     * @throws DatabaseException with {@link DatabaseErrorCode#INVALID_CONFIGURATION} if it cannot
     *     be read, is not valid JSON, or has a key or a value that is invalid
     */
    public static CairnConfiguration read(Path file) {
        return read(file, false);
    }

    /**
     * Reads a file that was found in a source tree and not named by the user. The author of the
     * tree wrote it, so it may name only paths below its own folder, and may not open other
     * folders.
     *
     * @throws DatabaseException as {@link #read} does, and with {@link DatabaseErrorCode#FORBIDDEN}
     *     if it names more
     */
    public static CairnConfiguration readFoundInTree(Path file) {
        return read(file, true);
    }

    private static CairnConfiguration read(Path file, boolean foundInTree) {
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        if (folder == null) {
            throw invalid(absolute, "it is a folder", null);
        }
        PathRule rule = foundInTree ? PathRule.foundInTree(absolute, folder) : PathRule.anywhere();
        return new ConfigurationReader(absolute, folder, rule)
                .convert(parse(absolute, foundInTree));
    }

    /** Returns the defaults for everything below one folder, such as a project's {@code .cairn}. */
    public static CairnConfiguration defaults(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        return new ConfigurationReader(absolute, absolute, PathRule.anywhere())
                .convert(JsonNodeFactory.instance.objectNode());
    }

    /** A pipe in a tree would keep the command waiting, and a huge file would fill its memory. */
    private static void requireOrdinary(Path file) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile() && !attributes.isDirectory()) {
            throw invalid(file, "it is not a regular file", null);
        }
        if (attributes.size() > MOST_BYTES) {
            throw invalid(
                    file,
                    "it has %d bytes, more than %d".formatted(attributes.size(), MOST_BYTES),
                    null);
        }
    }

    /** The parser adds where it read from, which it keeps to itself. */
    private static String said(JacksonException error) {
        return String.valueOf(error.getOriginalMessage())
                .replaceAll("\\s*\\(start marker at \\[Source: .*?\\]\\)", "")
                .replaceAll("\\s*\\[Source: .*?\\]", "");
    }

    private static String place(JacksonException error) {
        TokenStreamLocation location = error.getLocation();
        return location == null
                ? ""
                : "line %d, column %d: ".formatted(location.getLineNr(), location.getColumnNr());
    }

    private static JsonNode parse(Path file, boolean foundInTree) {
        JsonMapper mapper =
                JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
        try {
            if (foundInTree) {
                requireOrdinary(file);
            }
            String text = BoundedFile.text(file, BoundedFile.RECORD_BYTES);
            if (text.isBlank()) {
                throw invalid(file, "it is empty; write {} for the defaults", null);
            }
            return mapper.readTree(text);
        } catch (JacksonException e) {
            throw invalid(file, "it is not valid JSON: " + place(e) + said(e), e);
        } catch (NoSuchFileException e) {
            throw invalid(file, "there is no such file", e);
        } catch (IOException e) {
            throw invalid(file, "it cannot be read" + reason(file, e), e);
        }
    }

    private static String reason(Path file, IOException error) {
        return Files.isDirectory(file)
                ? ": it is a folder"
                : Files.isReadable(file) ? ": " + FileErrors.reason(error) : ": permission denied";
    }

    private static DatabaseException invalid(Path file, String reason, @Nullable Throwable cause) {
        return new DatabaseException(
                DatabaseErrorCode.INVALID_CONFIGURATION,
                "cannot use configuration '" + file + "': " + reason,
                cause);
    }

    private CairnConfiguration convert(JsonNode tree) {
        return JsonSection.read(
                file, tree, rule, root -> isOlder(root) ? older(root) : current(root));
    }

    private static boolean isOlder(JsonSection root) {
        return root.has("type") || root.has("config");
    }

    private CairnConfiguration current(JsonSection root) {
        return root.section(
                "code_analysis",
                analysis -> {
                    DatabaseKeys database = analysis.section("database", this::database);
                    Optional<Path> application = analysis.section("application", this::application);
                    return analysis.section("workers", all -> workers(database, application, all));
                });
    }

    private DatabaseKeys database(JsonSection section) {
        DatabaseType type = type(section);
        if (type == DatabaseType.POSTGRES) {
            return new DatabaseKeys(
                    type,
                    folder.resolve(DEFAULT_DATABASE),
                    folder.resolve("backups"),
                    defaultWorker(),
                    Optional.of(ServerKeys.read(section, folder)));
        }
        return new DatabaseKeys(
                type,
                section.path("path", folder, DEFAULT_DATABASE),
                folder.resolve("backups"),
                section.section("worker", worker -> worker(worker, defaultWorker())),
                Optional.empty());
    }

    /** The worker's settings may stand in either place; those below {@code workers} win. */
    private CairnConfiguration workers(
            DatabaseKeys database, Optional<Path> application, JsonSection all) {
        WorkerSettings worker =
                all.section("database", section -> worker(section, database.worker()));
        return new CairnConfiguration(
                file,
                database.configuration(worker, folder),
                all.section("vectorization", this::vectorization),
                all.section("file_watcher", this::fileWatcher),
                all.section("repair", ConfigurationReader::repair),
                application);
    }

    private CairnConfiguration older(JsonSection root) {
        String type = root.text("type", OLDER_TYPE);
        if (!type.equals(OLDER_TYPE)) {
            throw root.wrong(
                    "'type' must be \"%s\" in this older form, not \"%s\"; write the newer form, which begins with \"code_analysis\""
                            .formatted(OLDER_TYPE, type));
        }
        DatabaseKeys database = root.section("config", this::olderDatabase);
        // This form has no keys for the other workers.
        return JsonSection.read(
                file,
                JsonNodeFactory.instance.objectNode(),
                rule,
                all -> workers(database, Optional.empty(), all));
    }

    private Optional<Path> application(JsonSection section) {
        return section.has("database")
                ? Optional.of(section.path("database", folder, ""))
                : Optional.empty();
    }

    private DatabaseKeys olderDatabase(JsonSection section) {
        return new DatabaseKeys(
                DatabaseType.SQLITE,
                section.path("path", folder, DEFAULT_DATABASE),
                section.path("backup_dir", folder, "backups"),
                section.section("worker_config", worker -> worker(worker, defaultWorker())),
                Optional.empty());
    }

    private static DatabaseType type(JsonSection section) {
        String name = section.text("type", DatabaseType.SQLITE.configurationName());
        for (DatabaseType type : DatabaseType.values()) {
            if (type.configurationName().equals(name)) {
                return type;
            }
        }
        String known =
                Arrays.stream(DatabaseType.values())
                        .map(DatabaseType::configurationName)
                        .collect(Collectors.joining(", "));
        throw section.wrong(
                section.quoted("type") + " must be one of " + known + ", not \"" + name + "\"");
    }

    private WorkerSettings defaultWorker() {
        return new WorkerSettings(
                true, folder.resolve(DEFAULT_WORKER_LOG), DEFAULT_IDLE_STOP, DEFAULT_START_TIMEOUT);
    }

    private WorkerSettings worker(JsonSection section, WorkerSettings absent) {
        return new WorkerSettings(
                section.flag("enabled", absent.enabled()),
                section.path("log_path", folder, absent.logFile().toString()),
                section.seconds("idle_timeout", absent.idleStop()),
                section.seconds("start_timeout", absent.startTimeout()),
                section.has("folders")
                        ? section.openedFolders("folders", folder)
                        : absent.folders(),
                section.permission("allow_network_file_system", absent.allowNetworkFileSystem()),
                spin(section, absent.spin()),
                section.seconds("ignored_stop_timeout", absent.ignoredStop()));
    }

    private static Duration spin(JsonSection section, Duration absent) {
        if (!section.has("spin_micros")) {
            return absent;
        }
        Duration spin = Duration.ofNanos(1_000L * section.positive("spin_micros", 1));
        if (spin.compareTo(WorkerSettings.LONGEST_SPIN) > 0) {
            throw section.wrong(
                    section.quoted("spin_micros")
                            + " must be at most "
                            + WorkerSettings.LONGEST_SPIN.toNanos() / 1_000);
        }
        return spin;
    }

    private VectorizationSettings vectorization(JsonSection section) {
        return new VectorizationSettings(
                section.flag("enabled", DEFAULT_VECTORIZATION.enabled()),
                section.positive("batch_size", DEFAULT_VECTORIZATION.batchSize()),
                section.seconds("poll_interval", DEFAULT_VECTORIZATION.pollInterval()),
                section.positive("threads", DEFAULT_VECTORIZATION.threads()),
                model(section));
    }

    /** The files of a model are read by native code, and a service is sent the source. */
    private ModelSettings model(JsonSection section) {
        Optional<RemoteModelSettings> remote =
                section.has("remote")
                        ? Optional.of(section.trusted("remote", this::remote))
                        : Optional.empty();
        if (!section.has("model")) {
            return new ModelSettings(Optional.empty(), remote);
        }
        if (remote.isPresent()) {
            throw section.wrong(
                    "only one of %s and %s can be set"
                            .formatted(section.quoted("model"), section.quoted("remote")));
        }
        return new ModelSettings(Optional.of(section.trustedPath("model", folder)), remote);
    }

    private RemoteModelSettings remote(JsonSection section) {
        return new RemoteModelSettings(
                url(section),
                section.text("model", "text-embedding-3-small"),
                section.has("key_file")
                        ? Optional.of(section.path("key_file", folder, ""))
                        : Optional.empty());
    }

    /** The texts and the key are readable on the way unless the way is encrypted or very short. */
    private static URI url(JsonSection section) {
        String text = section.text("url", "https://api.openai.com/v1");
        try {
            URI url = new URI(text);
            boolean local = List.of("localhost", "127.0.0.1", "[::1]").contains(url.getHost());
            if (url.getHost() != null
                    && ("https".equals(url.getScheme())
                            || (local && "http".equals(url.getScheme())))) {
                return url;
            }
        } catch (URISyntaxException _) {
            // Refused below.
        }
        throw section.wrong(
                "%s must begin with https://, or with http://localhost, not \"%s\""
                        .formatted(section.quoted("url"), text));
    }

    private FileWatcherSettings fileWatcher(JsonSection section) {
        return new FileWatcherSettings(
                section.flag("enabled", DEFAULT_FILE_WATCHER.enabled()),
                section.seconds("scan_interval", DEFAULT_FILE_WATCHER.scanInterval()),
                section.sourceFolders("watch_dirs", folder));
    }

    private static RepairSettings repair(JsonSection section) {
        return new RepairSettings(
                section.flag("enabled", DEFAULT_REPAIR.enabled()),
                section.seconds("interval", DEFAULT_REPAIR.interval()),
                section.seconds("look_time_limit", DEFAULT_REPAIR.lookTimeLimit()),
                section.positive("keep_backups", DEFAULT_REPAIR.keepBackups()),
                Duration.ofDays(
                        section.positive(
                                "keep_deleted_days",
                                Math.toIntExact(DEFAULT_REPAIR.keepDeleted().toDays()))),
                new CodeBackupSettings(
                        Duration.ofDays(
                                section.positive(
                                        "keep_edit_days",
                                        Math.toIntExact(
                                                DEFAULT_REPAIR.codeBackups().period().toDays()))),
                        section.positive("keep_edits", DEFAULT_REPAIR.codeBackups().newest())));
    }

    /** The database as the file has it, before the worker's settings are complete. */
    private record DatabaseKeys(
            DatabaseType type,
            Path path,
            Path backups,
            WorkerSettings worker,
            Optional<DatabaseLocation.Server> server) {

        DatabaseConfiguration configuration(WorkerSettings complete, Path folder) {
            StoragePaths storage =
                    new StoragePaths(
                            parent(path),
                            backups,
                            parent(complete.logFile()),
                            folder.resolve("run"));
            return new DatabaseConfiguration(
                    type,
                    server.<DatabaseLocation>map(some -> some)
                            .orElseGet(() -> new DatabaseLocation.File(path, complete)),
                    storage);
        }

        private static Path parent(Path path) {
            return Optional.ofNullable(path.getParent()).orElse(path);
        }
    }
}
