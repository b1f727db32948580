package dev.cairn.server.configuration;

import dev.cairn.database.DatabaseConfiguration;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the program was told about its database and its workers.
 *
 * @param source the file it was read from, or the folder whose defaults it holds; for messages
 * @param database the database of the code index
 * @param vectorization the worker that embeds texts
 * @param fileWatcher the worker that follows changes of source trees
 * @param repair the worker that looks after the database
 * @param applicationDatabase the application's own database, for commands about schemas and backups
 */
public record CairnConfiguration(
        Path source,
        DatabaseConfiguration database,
        VectorizationSettings vectorization,
        FileWatcherSettings fileWatcher,
        RepairSettings repair,
        Optional<Path> applicationDatabase) {

    /** Returns the same configuration with the vectorization worker. */
    public CairnConfiguration withVectors() {
        return new CairnConfiguration(
                source,
                database,
                vectorization.asEnabled(),
                fileWatcher,
                repair,
                applicationDatabase);
    }

    /**
     * The worker that embeds texts.
     *
     * @param enabled whether there is one
     * @param batchSize how many vectors are written at once; positive
     * @param pollInterval how long it waits before it looks for new texts
     * @param threads how many texts are embedded at the same time; positive
     * @param model what embeds them
     */
    public record VectorizationSettings(
            boolean enabled,
            int batchSize,
            Duration pollInterval,
            int threads,
            ModelSettings model) {

        /** Returns the same settings for a worker that is wanted. */
        public VectorizationSettings asEnabled() {
            return new VectorizationSettings(true, batchSize, pollInterval, threads, model);
        }
    }

    /**
     * What embeds texts.
     *
     * @param folder the files of a model; empty for the one that is shipped
     * @param remote a service that embeds them; empty for a model on this machine
     */
    public record ModelSettings(Optional<Path> folder, Optional<RemoteModelSettings> remote) {

        /** The model that is shipped. */
        public static final ModelSettings SHIPPED =
                new ModelSettings(Optional.empty(), Optional.empty());
    }

    /**
     * A service that embeds texts. They leave this machine.
     *
     * @param url where its API begins, such as {@code https://example.org/v1}
     * @param model the name that the service knows its model by
     * @param keyFile the file with the key; empty to take it from the environment, if there is one
     */
    public record RemoteModelSettings(URI url, String model, Optional<Path> keyFile) {}

    /**
     * The worker that follows changes of source trees.
     *
     * @param enabled whether there is one
     * @param scanInterval how long it waits before it looks at the trees again
     * @param watchedFolders the roots of the trees; absolute
     */
    public record FileWatcherSettings(
            boolean enabled, Duration scanInterval, List<Path> watchedFolders) {

        public FileWatcherSettings {
            watchedFolders = List.copyOf(watchedFolders);
        }
    }

    /**
     * The worker that looks after the database.
     *
     * @param enabled whether there is one
     * @param interval how long it rests between two looks
     * @param lookTimeLimit how long one check of the whole database may take
     * @param keepBackups how many backups of the database are kept
     * @param keepDeleted how long the rows of a deleted file are kept
     * @param codeBackups how long what files held before edits is kept
     */
    public record RepairSettings(
            boolean enabled,
            Duration interval,
            Duration lookTimeLimit,
            int keepBackups,
            Duration keepDeleted,
            CodeBackupSettings codeBackups) {}

    /**
     * How long what files held before edits is kept.
     *
     * @param period so long after the edit
     * @param newest so many edits are kept, however old they are
     */
    public record CodeBackupSettings(Duration period, int newest) {}
}
