package dev.cairn.database.migration.source;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.FileErrors;
import dev.cairn.database.file.BoundedFile;
import dev.cairn.database.file.FileTrust;
import dev.cairn.database.migration.source.MigrationProblem.Kind;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the migrations of a {@link MigrationSource}. */
public final class MigrationFolder {

    private final MigrationSource source;
    private final List<MigrationProblem> problems = new ArrayList<>();
    private final Map<Long, Path> ways = new HashMap<>();
    private final List<Migration> found = new ArrayList<>();

    private MigrationFolder(MigrationSource source) {
        this.source = source;
    }

    /**
     * Reads all migrations.
     *
     * @throws DatabaseException if the folder or a file cannot be read, or cannot be relied on
     */
    public static MigrationSet read(MigrationSource source) {
        return new MigrationFolder(source).read();
    }

    /** Reads one file, if it can be relied on. */
    public static String text(Path file, boolean allowWritableByOthers) {
        FileTrust.require(file, allowWritableByOthers);
        try {
            return Checksum.withoutMark(BoundedFile.text(file, BoundedFile.TEXT_BYTES));
        } catch (CharacterCodingException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.MIGRATION_FAILED,
                    "cannot read migration '" + file + "': it is not UTF-8 text",
                    e);
        } catch (IOException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.IO,
                    "cannot read migration '" + file + "': " + FileErrors.reason(e),
                    e);
        }
    }

    /** Returns the names of the files that are migrations. */
    public static List<MigrationFileName> names(MigrationSource source) {
        return files(source).stream()
                .flatMap(file -> MigrationFileName.parse(nameOf(file)).stream())
                .toList();
    }

    private static List<Path> files(MigrationSource source) {
        FileTrust.require(source.folder(), source.allowWritableByOthers());
        try (Stream<Path> files = Files.list(source.folder())) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.IO,
                    "cannot read the folder of migrations '"
                            + source.folder()
                            + "': "
                            + FileErrors.reason(e),
                    e);
        }
    }

    private MigrationSet read() {
        List<Path> ups = new ArrayList<>();
        for (Path file : files(source)) {
            sort(file, ups);
        }
        ups.forEach(file -> found.add(migration(file)));
        source.classes().forEach(name -> found.add(ClassMigration.load(name)));
        found.sort(Comparator.comparingLong(Migration::version));
        List<Migration> unique = withoutDuplicates();
        ways.values().forEach(this::reportDownWithoutUp);
        problems.addAll(MigrationSet.gaps(unique));
        return new MigrationSet(unique, problems);
    }

    private void sort(Path file, List<Path> ups) {
        String name = nameOf(file);
        Optional<MigrationFileName> parsed = MigrationFileName.parse(name);
        if (parsed.isEmpty()) {
            if (MigrationFileName.isMeant(name)) {
                reportName(name);
            }
        } else if (parsed.get().up()) {
            ups.add(file);
        } else {
            Path other = ways.put(parsed.get().version(), file);
            if (other != null) {
                reportDuplicate(parsed.get().version(), nameOf(other), name);
            }
        }
    }

    private SqlMigration migration(Path file) {
        MigrationFileName name = MigrationFileName.parse(nameOf(file)).orElseThrow();
        String text = text(file, source.allowWritableByOthers());
        Path down =
                file.resolveSibling(
                        new MigrationFileName(name.version(), name.digits(), name.name(), false)
                                .text());
        return new SqlMigration(
                name.version(),
                name.name(),
                MigrationScript.description(text).orElse(name.name().replace('_', ' ')),
                Checksum.of(text),
                file,
                text,
                Optional.of(down).filter(way -> ways.remove(name.version(), way)));
    }

    private List<Migration> withoutDuplicates() {
        TreeMap<Long, Migration> unique = new TreeMap<>();
        for (Migration migration : found) {
            Migration other = unique.putIfAbsent(migration.version(), migration);
            if (other != null) {
                reportDuplicate(migration.version(), other.location(), migration.location());
            }
        }
        return List.copyOf(unique.values());
    }

    private void reportDuplicate(long version, String first, String second) {
        problems.add(
                new MigrationProblem(
                        Kind.DUPLICATE,
                        version,
                        second,
                        "version " + version + " is there twice: " + first + " and " + second,
                        "give one of them the next free number"));
    }

    private void reportName(String name) {
        problems.add(
                new MigrationProblem(
                        Kind.NAME,
                        0,
                        name,
                        "the file " + name + " is named like a migration, but not as one",
                        "rename it like V001__initial_schema.up.sql, or move it out of the folder"));
    }

    private void reportDownWithoutUp(Path file) {
        problems.add(
                new MigrationProblem(
                        Kind.DOWN_WITHOUT_UP,
                        MigrationFileName.parse(nameOf(file)).orElseThrow().version(),
                        nameOf(file),
                        "the file " + nameOf(file) + " is a way back without a way forward",
                        "add the .up.sql file of the same number and name, or remove this one"));
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString();
    }
}
