package dev.cairn.database.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.OwnedDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rounds;
import dev.cairn.database.Rows;
import dev.cairn.database.SyncOptions;
import dev.cairn.database.SyncResult;
import dev.cairn.database.backup.BackupManager;
import dev.cairn.database.backup.BackupManifest;
import dev.cairn.database.sync.SyncRequest;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.compare.ComparisonOptions;
import dev.cairn.schema.compare.SchemaComparator;
import dev.cairn.schema.sqlite.SqliteDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A filled database of the old schema, put back before each trial, and what must hold of it
 * whatever happened.
 */
@SuppressWarnings("NullAway.Init") // The fields are set before each test.
abstract class CrashTestBase {

    private static final int ROWS = Rounds.of(10_000, 10_000, 100_000);

    @TempDir Path folder;

    Path file;
    Path backups;
    String digest;
    private Path pristine;

    @BeforeEach
    void fillDatabase() throws IOException {
        file = folder.resolve("app.db");
        backups = folder.resolve("backups");
        pristine = folder.resolve("pristine.db");
        try (OwnedDatabase database = OwnedDatabase.open(file)) {
            sync(database.driver(), CrashSchema.OLD);
            CrashSchema.fill(database.driver(), ROWS);
            digest = CrashSchema.digest(database.driver());
        }
        Files.copy(file, pristine);
    }

    /** Puts the filled database of the old schema back, and removes everything else. */
    void reset() throws IOException {
        removeBackups();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                if (entry.getFileName().toString().startsWith("app.db")) {
                    Files.delete(entry);
                }
            }
        }
        Files.copy(pristine, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Every backup that is there is verified after each trial, so that they must not pile up. */
    void removeBackups() throws IOException {
        if (!Files.isDirectory(backups)) {
            return;
        }
        try (Stream<Path> entries = Files.list(backups)) {
            for (Path entry : entries.toList()) {
                Files.delete(entry);
            }
        }
    }

    static SyncResult sync(DatabaseDriver driver, SchemaDefinition definition) {
        return driver.perform(
                new SyncRequest(definition, SyncOptions.withoutBackup()), ProgressListener.NONE);
    }

    static boolean has(DatabaseDriver driver, SchemaDefinition definition) {
        return new SchemaComparator(SqliteDialect.INSTANCE)
                .compare(driver.inspectSchema(), definition, new ComparisonOptions(false))
                .isEmpty();
    }

    /** What must hold after anything: nothing is damaged, and every backup listed is sound. */
    void requireSound(DatabaseDriver driver) {
        assertThat(driver.queryValue("PRAGMA integrity_check")).contains("ok");
        try (Rows violations = driver.query("PRAGMA foreign_key_check")) {
            assertThat(violations.next()).isFalse();
        }
        driver.execute("INSERT INTO words(words, rank) VALUES ('integrity-check', 1)");
        BackupManager manager = BackupManager.in(backups);
        List<BackupManifest> made = manager.list();
        assertThat(made)
                .allSatisfy(manifest ->
                        assertThat(manager.verify(manifest.id(), Optional.empty()).faults())
                                .isEmpty());
    }

    /**
     * Opens what a dead process left: all rows, one of the schemas, and the next sync completes.
     */
    void requireOldOrNewThenComplete() {
        try (OwnedDatabase database = OwnedDatabase.open(file)) {
            DatabaseDriver driver = database.driver();
            requireSound(driver);
            boolean isNew = has(driver, CrashSchema.NEW);
            assertThat(isNew || has(driver, CrashSchema.OLD)).isTrue();
            assertThat(CrashSchema.digest(driver)).isEqualTo(digest);
            assertThat(sync(driver, CrashSchema.NEW).outcome())
                    .isEqualTo(isNew ? SyncResult.Outcome.UNCHANGED : SyncResult.Outcome.CHANGED);
            assertThat(CrashSchema.digest(driver)).isEqualTo(digest);
            assertThat(driver.queryValue("SELECT count(*) FROM file WHERE language = 'java'"))
                    .contains((long) ROWS);
        }
    }
}
