package dev.cairn.web.database;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseDriverProvider;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.backup.BackupManager;
import dev.cairn.database.backup.BackupManifest;
import dev.cairn.database.backup.BackupVerification;
import dev.cairn.database.backup.BackupVerifyRequest;
import dev.cairn.database.sqlite.file.SqliteFile;
import dev.cairn.server.command.TargetCommand;
import dev.cairn.server.html.Element;
import dev.cairn.server.html.Html;
import dev.cairn.server.html.Link;
import dev.cairn.server.process.DoorContext;
import dev.cairn.web.page.PageException;
import dev.cairn.web.page.PageIndex;
import dev.cairn.web.page.PageRequest;
import java.nio.file.Path;
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

    /** Returns where the database is, as a person reads it. */
    String place(DoorContext context) {
        return configuration(context).location().text();
    }

    private DatabaseConfiguration configuration(DoorContext context) {
        return switch (this) {
            case INDEX -> context.settings().database();
            case APPLICATION ->
                    application(context)
                            .map(TargetCommand::ofFile)
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
                try (CodeDatabase database = opened(configuration(context))) {
                    request.cancellation().onCancel(database.driver()::cancel);
                    yield work.apply(database);
                }
            }
        };
    }

    private static CodeDatabase opened(DatabaseConfiguration configuration) {
        List<DatabaseDriverProvider> providers = new ArrayList<>();
        ServiceLoader.load(DatabaseDriverProvider.class).forEach(providers::add);
        return CodeDatabase.openForReading(configuration, providers);
    }

    /** Returns the folder that holds its backups, the same that {@code cairn backup} uses. */
    Path backupFolder(DoorContext context) {
        return configuration(context).storage().backups();
    }

    /** Returns its backups, the latest first; a folder can hold those of several databases. */
    List<BackupManifest> backups(DoorContext context) {
        DatabaseConfiguration configuration = configuration(context);
        String name =
                configuration.isFile()
                        ? SqliteFile.inExistingFolder(configuration.path()).toString()
                        : place(context);
        return BackupManager.in(backupFolder(context)).list().stream()
                .filter(backup -> backup.isOf(name))
                .toList();
    }

    /** Verifies a backup; that of a server's database is made there again. */
    BackupVerification verified(
            String id, PageRequest request, DoorContext context, PageIndex index) {
        Path folder = backupFolder(context);
        return configuration(context).isFile()
                ? BackupManager.in(folder).verify(id, Optional.empty())
                : with(
                        request,
                        context,
                        index,
                        database ->
                                database.perform(
                                        new BackupVerifyRequest(folder, id, Optional.empty()),
                                        ProgressListener.NONE));
    }

    /** Returns the way to each database; nothing if there is only that of the index. */
    Html choice(DoorContext context, String path) {
        if (application(context).isEmpty()) {
            return Html.none();
        }
        Element list = Element.of("nav", "pages").with("aria-label", "Databases");
        for (ShownDatabase database : values()) {
            Element link =
                    Element.of("a", "button")
                            .to(Link.to(path).with("of", database.id))
                            .add(database.id);
            list.add(database == this ? link.with("aria-current", "page") : link);
        }
        return list;
    }
}
