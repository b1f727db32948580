package dev.cairn.web.database;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseDriverProvider;
import dev.cairn.database.DatabaseType;
import dev.cairn.database.StoragePaths;
import dev.cairn.server.process.DoorContext;
import dev.cairn.web.page.PageException;
import dev.cairn.web.page.PageIndex;
import dev.cairn.web.page.PageRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;

/**
 * A database that is shown: that of the index, or that of the application which the configuration
 * names. The latter is opened for reading only.
 */
enum ShownDatabase {
    INDEX("index"),
    APPLICATION("application");

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final String id;

    ShownDatabase(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /** Returns the database that a request is about. */
    static ShownDatabase of(PageRequest request, DoorContext context) {
        return request.text("of").equals(APPLICATION.id) && application(context).isPresent()
                ? APPLICATION
                : INDEX;
    }

    static Optional<Path> application(DoorContext context) {
        return context.settings().configuration().applicationDatabase();
    }

    /** Returns the file of the database. */
    Path file(DoorContext context) {
        return switch (this) {
            case INDEX -> context.settings().database().path();
            case APPLICATION ->
                    application(context)
                            .orElseThrow(() ->
                                    PageException.notFound(
                                            "the configuration names no application database"));
        };
    }

    /** Does some work with the database. */
    <T> T with(
            PageRequest request,
            DoorContext context,
            PageIndex index,
            Function<CodeDatabase, T> work) {
        return switch (this) {
            case INDEX -> index.ask(request.cancellation(), (database, _) -> work.apply(database));
            case APPLICATION -> {
                try (CodeDatabase database = opened(file(context))) {
                    request.cancellation().onCancel(database.driver()::cancel);
                    yield work.apply(database);
                }
            }
        };
    }

    private static CodeDatabase opened(Path file) {
        Path folder = file.toAbsolutePath().normalize().resolveSibling("");
        StoragePaths below = StoragePaths.below(folder.resolve(StoragePaths.PROJECT_FOLDER));
        DatabaseConfiguration configuration =
                new DatabaseConfiguration(
                        DatabaseType.SQLITE,
                        file,
                        new StoragePaths(folder, below.backups(), below.logs(), below.run()),
                        new DatabaseConfiguration.WorkerSettings(
                                false, below.logs().resolve("db_worker.log"), TIMEOUT, TIMEOUT));
        List<DatabaseDriverProvider> providers = new ArrayList<>();
        ServiceLoader.load(DatabaseDriverProvider.class).forEach(providers::add);
        return CodeDatabase.openForReading(configuration, providers);
    }
}
