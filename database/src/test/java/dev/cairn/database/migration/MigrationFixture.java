package dev.cairn.database.migration;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.database.sqlite.DatabaseOwnership;
import dev.cairn.database.sqlite.SqliteDriver;
import dev.cairn.database.sqlite.SqliteSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A database file and a folder of migrations beside it. */
final class MigrationFixture implements AutoCloseable {

    final Path root;
    final Path folder;
    private final DatabaseOwnership ownership;
    private final DatabaseDriver driver;

    MigrationFixture(Path root) {
        this.root = root;
        this.folder = root.resolve("migrations");
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.ownership = DatabaseOwnership.acquire(root.resolve("test.db"), "test");
        this.driver = openDriver();
    }

    /** Opens one more conversation, which does not wait long for a lock. */
    DatabaseDriver openDriver() {
        return new SqliteDriver(
                ownership, SqliteSettings.standard().withBusyTimeout(Duration.ofMillis(100)));
    }

    DatabaseDriver driver() {
        return driver;
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

    /** Returns the rows of a query, each as its values with a bar between. */
    List<String> rows(String sql) {
        List<String> found = new ArrayList<>();
        try (Rows rows = driver().query(sql)) {
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 0; i < rows.columns().size(); i++) {
                    values.add(String.valueOf(rows.value(i)));
                }
                found.add(String.join("|", values));
            }
        }
        return found;
    }

    /** Returns the names of all objects but Cairn's own. */
    List<String> objects() {
        return rows(
                "SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'"
                        + " AND tbl_name NOT LIKE '!_cairn!_%' ESCAPE '!' ORDER BY name");
    }

    @Override
    public void close() {
        driver.close();
        ownership.close();
    }
}
