package dev.cairn.server.command.doctor;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.FileErrors;
import dev.cairn.database.StoragePaths;
import dev.cairn.index.answer.Plural;
import dev.cairn.server.command.ProgramDatabases;
import dev.cairn.server.configuration.ConfigurationLocator;
import dev.cairn.worker.manager.DbWorkerManager;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks of one project: configuration, folder, file system, index, worker. */
final class ProjectChecks {

    private static final long FEW_BYTES = 500_000_000;

    private final Path workingFolder;
    private final ConfigurationLocator configurations;

    ProjectChecks(Path workingFolder, ConfigurationLocator configurations) {
        this.workingFolder = workingFolder;
        this.configurations = configurations;
    }

    List<Check> all() {
        Optional<DatabaseConfiguration> configuration;
        List<Check> checks = new ArrayList<>();
        try {
            configuration = Optional.of(configurations.forServer(workingFolder).database());
            checks.add(
                    Check.ok(
                            "configuration",
                            "the index is '%s'".formatted(configuration.get().location().text())));
        } catch (DatabaseException e) {
            configuration = Optional.empty();
            checks.add(
                    Check.failed(
                            "configuration",
                            String.valueOf(e.getMessage()),
                            "correct the file, or name another one with --config"));
        }
        configuration.ifPresent(found -> {
            if (!found.isFile()) {
                checks.add(server(found));
                return;
            }
            checks.add(folder(found));
            checks.add(fileSystem(found));
            checks.add(index(found));
            checks.add(worker(found));
        });
        return checks;
    }

    /** A server looks after its own files; there is no worker. */
    private static Check server(DatabaseConfiguration configuration) {
        try (CodeDatabase database = ProgramDatabases.reading(configuration)) {
            return Check.ok("index", files(database));
        } catch (DatabaseException e) {
            return Check.failed(
                    "index",
                    String.valueOf(e.getMessage()),
                    "start the server or correct the configuration; if the index is not there yet, run 'cairn index'");
        }
    }

    private static String files(CodeDatabase database) {
        long files = (long) database.driver().queryValue("SELECT count(*) FROM files").orElse(0L);
        return "it can be read and has " + Plural.of(files, "file");
    }

    /** Everything of Cairn's is for its owner only. */
    private static Check folder(DatabaseConfiguration configuration) {
        Path folder = configuration.path().getParent();
        for (Path each = folder; each != null; each = each.getParent()) {
            if (each.endsWith(StoragePaths.PROJECT_FOLDER)) {
                folder = each;
                break;
            }
        }
        if (folder == null || !Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return Check.ok("folder", "'%s' is not there yet".formatted(folder));
        }
        try {
            StoragePaths.requireNoLinks(folder);
            String mode =
                    PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS));
            if (!Files.isWritable(folder)) {
                return Check.failed(
                        "folder",
                        "'%s' cannot be written by you".formatted(folder),
                        "change its owner, or work as the user who owns it");
            }
            return mode.endsWith("------")
                    ? Check.ok("folder", "'%s' is for its owner only".formatted(folder))
                    : Check.warning(
                            "folder",
                            "'%s' is open to other users (%s)".formatted(folder, mode),
                            "run 'chmod 700 %s'".formatted(folder));
        } catch (IOException | UnsupportedOperationException e) {
            return Check.failed(
                    "folder",
                    "'%s': %s".formatted(folder, FileErrors.reason(e)),
                    "give yourself the right to read it");
        } catch (DatabaseException e) {
            return Check.failed(
                    "folder", String.valueOf(e.getMessage()), "replace the link by a folder");
        }
    }

    private static Check fileSystem(DatabaseConfiguration configuration) {
        Path existing = configuration.path();
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            FileStore store = Files.getFileStore(existing);
            long free = store.getUsableSpace();
            String found = "%s with %.1f GB free".formatted(store.type(), free / 1e9);
            return free >= FEW_BYTES
                    ? Check.ok("file-system", found)
                    : Check.warning(
                            "file-system", found, "free some space; a full disk stops all writes");
        } catch (IOException e) {
            return Check.warning(
                    "file-system",
                    "'%s': %s".formatted(existing, FileErrors.reason(e)),
                    "give yourself the right to read it");
        }
    }

    private static Check index(DatabaseConfiguration configuration) {
        if (!Files.exists(configuration.path(), LinkOption.NOFOLLOW_LINKS)) {
            return Check.warning("index", "there is no index yet", "run 'cairn index'");
        }
        try (CodeDatabase database = ProgramDatabases.reading(configuration)) {
            return Check.ok("index", files(database));
        } catch (DatabaseException e) {
            return Check.failed(
                    "index",
                    String.valueOf(e.getMessage()),
                    "run 'cairn schema verify --index'; 'cairn clean' and 'cairn index' make a new one");
        }
    }

    private static Check worker(DatabaseConfiguration configuration) {
        if (!configuration.worker().enabled()) {
            return Check.ok("worker", "the configuration has it off");
        }
        try {
            return DbWorkerManager.summary(configuration)
                    .map(running ->
                            Check.ok("worker", "process %d answers".formatted(running.process())))
                    .orElseGet(() -> Check.ok("worker", "not running; it starts when needed"));
        } catch (DatabaseException e) {
            return Check.failed(
                    "worker", String.valueOf(e.getMessage()), "run 'cairn stop', then try again");
        }
    }
}
