package dev.cairn.server.process;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.server.configuration.CairnConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a server serves.
 *
 * @param configuration the configuration of the project
 * @param folders the folders whose source trees are followed; absolute
 * @param page where the page is served
 */
public record ServerSettings(
        CairnConfiguration configuration, List<Path> folders, PageSettings page) {

    private static final Duration START_TIMEOUT_ON_SERVER = Duration.ofSeconds(30);

    public ServerSettings {
        folders = List.copyOf(folders);
    }

    /**
     * Returns the settings for a configuration: the folders are those of {@code watch_dirs}, else
     * that of the project.
     *
     * @param otherwise the folder where there is neither, such as the working folder
     */
    public static ServerSettings of(CairnConfiguration configuration, Path otherwise) {
        List<Path> watched = configuration.fileWatcher().watchedFolders();
        Path project = configuration.database().storage().project().orElse(otherwise);
        return new ServerSettings(
                configuration, watched.isEmpty() ? List.of(project) : watched, PageSettings.USUAL);
    }

    /** Returns the same settings with the page served in another way. */
    public ServerSettings with(PageSettings other) {
        return new ServerSettings(configuration, folders, other);
    }

    /** Returns the configuration of the database. */
    public DatabaseConfiguration database() {
        return configuration.database();
    }

    /** Returns how long to wait for a worker to be ready. */
    public Duration startTimeout() {
        return database().isFile() ? database().worker().startTimeout() : START_TIMEOUT_ON_SERVER;
    }

    /** Returns the folder for what lives as long as the server. */
    public Path run() {
        return database().storage().run();
    }

    /** Returns the same settings with the vectorization worker. */
    public ServerSettings withVectors() {
        return new ServerSettings(configuration.withVectors(), folders, page);
    }

    /** Returns the file for the log of one process. */
    public Path log(String name) {
        return database().storage().logs().resolve(name + ".log");
    }
}
