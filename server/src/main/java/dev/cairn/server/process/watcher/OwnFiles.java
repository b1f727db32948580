package dev.cairn.server.process.watcher;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.StoragePaths;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The files that Cairn writes itself, which must not wake the file watcher: the storage folders,
 * unless a watched tree lies in them, and the database with its side files.
 */
final class OwnFiles implements Predicate<Path> {

    private final List<Path> folders;
    private final Path databaseFolder;
    private final String database;

    OwnFiles(DatabaseConfiguration configuration, List<Path> roots) {
        StoragePaths storage = configuration.storage();
        this.folders =
                Stream.of(storage.data(), storage.backups(), storage.logs(), storage.run())
                        .map(folder -> folder.toAbsolutePath().normalize())
                        .filter(folder -> roots.stream().noneMatch(root -> root.startsWith(folder)))
                        .toList();
        Path file =
                configuration.isFile()
                        ? configuration.path().toAbsolutePath().normalize()
                        : storage.data().resolve("none").toAbsolutePath().normalize();
        this.databaseFolder = file.resolveSibling("").normalize();
        this.database = String.valueOf(file.getFileName());
    }

    @Override
    public boolean test(Path path) {
        return folders.stream().anyMatch(path::startsWith)
                || (databaseFolder.equals(path.getParent())
                        && String.valueOf(path.getFileName()).startsWith(database));
    }
}
