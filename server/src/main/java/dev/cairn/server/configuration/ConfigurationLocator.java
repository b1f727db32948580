package dev.cairn.server.configuration;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.StoragePaths;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Decides which configuration a command works with: the file it was given, else the one that the
 * environment variable {@value #VARIABLE} names, else the project's own folder {@value #FOLDER},
 * with the file {@value #FILE} in it if there is one.
 */
public final class ConfigurationLocator {

    /** The folder in which a project keeps its database, logs and backups. */
    public static final String FOLDER = StoragePaths.PROJECT_FOLDER;

    static final String VARIABLE = "CAIRN_CONFIG";
    static final String FILE = "config.json";

    private final Path workingFolder;
    private final Optional<Path> explicit;
    private final Consumer<Path> found;

    /** Makes a locator that does not report which file it found. */
    public ConfigurationLocator(
            Path workingFolder, Map<String, String> environment, Optional<Path> given) {
        this(workingFolder, environment, given, file -> {});
    }

    /**
     * Makes a locator.
     *
     * @param workingFolder where relative paths begin
     * @param environment the environment variables
     * @param given the file that the command line names
     * @param found told which file was found in a source tree, without having been named
     */
    public ConfigurationLocator(
            Path workingFolder,
            Map<String, String> environment,
            Optional<Path> given,
            Consumer<Path> found) {
        this.found = found;
        this.workingFolder = workingFolder;
        this.explicit =
                given.or(() ->
                                Optional.ofNullable(environment.get(VARIABLE))
                                        .filter(value -> !value.isBlank())
                                        .map(Path::of))
                        .map(workingFolder::resolve);
    }

    /** Returns the configuration for a source tree that may not have been indexed before. */
    public CairnConfiguration forTree(Path root) {
        return explicit.map(ConfigurationReader::read).orElseGet(() -> ofFolder(root));
    }

    /**
     * Returns the database of the application, which only a configuration that was named can have:
     * one that lies in a source tree does not say which database is meant.
     */
    public Optional<Path> applicationDatabase() {
        return explicit.map(ConfigurationReader::read)
                .flatMap(CairnConfiguration::applicationDatabase);
    }

    /**
     * Returns the configuration of the index that the working folder belongs to.
     *
     * @throws DatabaseException with {@link DatabaseErrorCode#INVALID_CONFIGURATION} if it belongs
     *     to none
     */
    public CairnConfiguration ofIndex() {
        return explicit.map(ConfigurationReader::read).orElseGet(this::nearest);
    }

    /**
     * Returns the configuration for a server: that of the index that the working folder belongs to,
     * else that of a folder that was not indexed before.
     */
    public CairnConfiguration forServer(Path folder) {
        return explicit.map(ConfigurationReader::read)
                .or(this::nearestIndex)
                .orElseGet(() -> ofFolder(folder));
    }

    private CairnConfiguration nearest() {
        return nearestIndex().orElseThrow(this::noIndex);
    }

    private Optional<CairnConfiguration> nearestIndex() {
        for (Path folder = workingFolder; folder != null; folder = folder.getParent()) {
            if (holdsIndex(folder)) {
                return Optional.of(ofFolder(folder));
            }
        }
        return Optional.empty();
    }

    private DatabaseException noIndex() {
        return new DatabaseException(
                DatabaseErrorCode.INVALID_CONFIGURATION,
                ("cannot find an index: neither '%s' nor a folder above it has one in '%s';"
                                + " run 'cairn index' there first, or give --config FILE")
                        .formatted(workingFolder, FOLDER));
    }

    /** Cairn's folder next to another program's database holds backups and no index. */
    private static boolean holdsIndex(Path root) {
        Path folder = root.resolve(FOLDER);
        return Files.isDirectory(folder.resolve("data")) || Files.exists(folder.resolve(FILE));
    }

    private CairnConfiguration ofFolder(Path root) {
        Path folder = root.resolve(FOLDER);
        Path file = folder.resolve(FILE);
        StoragePaths.requireNoLinks(file);
        if (!Files.exists(file)) {
            return ConfigurationReader.defaults(folder);
        }
        CairnConfiguration configuration = ConfigurationReader.readFoundInTree(file);
        found.accept(file);
        return configuration;
    }
}
