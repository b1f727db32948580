package dev.cairn.database.migration;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseFixture;
import dev.cairn.database.migration.source.MigrationSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A database file and a folder of migrations beside it. */
final class MigrationFixture implements AutoCloseable {

    final Path folder;
    private final DatabaseFixture database;

    MigrationFixture(Path root) {
        this.folder = root.resolve("migrations");
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.database = new DatabaseFixture(root);
    }

    DatabaseDriver openDriver() {
        return database.openDriver();
    }

    DatabaseDriver driver() {
        return database.driver();
    }

    MigrationSource source() {
        return MigrationSource.of(folder);
    }

    MigrationManager manager() {
        return new MigrationManager(driver(), source());
    }

    Path write(String name, String text) {
        try {
            Path file = Files.writeString(folder.resolve(name), text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes both files of a migration. */
    void write(int version, String name, String up, String down) {
        write("V%03d__%s.up.sql".formatted(version, name), up);
        write("V%03d__%s.down.sql".formatted(version, name), down);
    }

    List<String> rows(String sql) {
        return database.rows(sql);
    }

    List<String> objects() {
        return database.objects();
    }

    @Override
    public void close() {
        database.close();
    }
}
