package dev.cairn.database.migration;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.FileErrors;
import dev.cairn.database.file.FileTrust;
import dev.cairn.database.migration.source.MigrationFileName;
import dev.cairn.database.migration.source.MigrationFolder;
import dev.cairn.database.migration.source.MigrationSource;
import dev.cairn.schema.SchemaDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes the two files of a new migration. */
final class MigrationWriter {

    private static final int USUAL_DIGITS = 3;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,100}");

    private final DatabaseDriver driver;
    private final MigrationSource source;

    MigrationWriter(DatabaseDriver driver, MigrationSource source) {
        this.driver = driver;
        this.source = source;
    }

    /** Writes both files, filled from a definition or for a person to fill. */
    MigrationFiles write(String name, Optional<SchemaDefinition> definition) {
        requireName(name);
        createFolder();
        MigrationPlan plan = MigrationPlan.of(source, driver);
        definition.ifPresent(declared -> requireUpToDate(plan));
        long version = nextVersion(plan);
        int digits =
                MigrationFolder.names(source).stream()
                        .mapToInt(MigrationFileName::digits)
                        .max()
                        .orElse(USUAL_DIGITS);
        MigrationTexts texts =
                definition
                        .map(declared -> DifferenceTexts.between(driver, declared, name))
                        .orElseGet(() -> MigrationTexts.empty(name));
        return new MigrationFiles(
                version,
                create(new MigrationFileName(version, digits, name, true), texts.up()),
                create(new MigrationFileName(version, digits, name, false), texts.down()),
                texts.warnings());
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new DatabaseException(
                    DatabaseErrorCode.INVALID_CONFIGURATION,
                    "cannot call a migration '"
                            + name
                            + "': a name has letters, digits and underscores, such as add_tags");
        }
    }

    /** A comparison with an older state would write again what is already written. */
    private static void requireUpToDate(MigrationPlan plan) {
        plan.forward(Long.MAX_VALUE).stream()
                .findFirst()
                .ifPresent(pending -> {
                    throw new DatabaseException(
                            DatabaseErrorCode.REFUSED,
                            "cannot write a migration from a comparison: "
                                    + pending.label()
                                    + " has not run; run migrate up first");
                });
    }

    private void createFolder() {
        try {
            if (!Files.exists(source.folder())) {
                Files.createDirectories(source.folder());
            }
        } catch (IOException e) {
            throw failed(source.folder(), e);
        }
    }

    private static long nextVersion(MigrationPlan plan) {
        long highest =
                plan.entries().stream().mapToLong(MigrationStatus.Entry::version).max().orElse(0);
        if (highest >= MigrationFileName.HIGHEST_VERSION) {
            throw new DatabaseException(
                    DatabaseErrorCode.REFUSED,
                    "cannot number a new migration: version %d exists, and a version has at most 18 digits; give that migration a lower number before it runs anywhere"
                            .formatted(highest));
        }
        return highest + 1;
    }

    /** Fails if anything has that name, a symbolic link that leads nowhere included. */
    private Path create(MigrationFileName name, String text) {
        Path file = source.folder().resolve(name.text());
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
            FileTrust.withdrawWriting(file);
            return file;
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private static DatabaseException failed(Path file, IOException cause) {
        return new DatabaseException(
                DatabaseErrorCode.IO,
                "cannot write '" + file + "': " + FileErrors.reason(cause),
                cause);
    }
}
