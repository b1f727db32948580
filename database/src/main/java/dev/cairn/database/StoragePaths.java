package dev.cairn.database;

import java.nio.file.Path;

/**
 * The folders in which everything of one installation is kept.
 *
 * @param data databases
 * @param backups backups of databases
 * @param logs log files
 * @param run sockets, locks and what else lives as long as a process
 */
public record StoragePaths(Path data, Path backups, Path logs, Path run) {

    /** Returns the usual folders below one root, such as a project's {@code .cairn}. */
    public static StoragePaths below(Path root) {
        Path absolute = root.toAbsolutePath().normalize();
        return new StoragePaths(
                absolute.resolve("data"),
                absolute.resolve("backups"),
                absolute.resolve("logs"),
                absolute.resolve("run"));
    }
}
