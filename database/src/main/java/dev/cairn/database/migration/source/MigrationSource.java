package dev.cairn.database.migration.source;

import java.nio.file.Path;
import java.util.List;

/**
 * Where migrations come from.
 *
 * @param folder the folder with the SQL files, such as {@code V001__initial_schema.up.sql}
 * @param classes the names of the {@link JavaMigration}s, which must be on the class path of the
 *     process that owns the database
 * @param allowWritableByOthers whether files and folders are taken that the group or everybody may
 *     write to
 */
public record MigrationSource(Path folder, List<String> classes, boolean allowWritableByOthers) {

    public MigrationSource {
        folder = folder.toAbsolutePath().normalize();
        classes = List.copyOf(classes);
    }

    /** Returns a source of SQL files only, which must be writable only by their owner. */
    public static MigrationSource of(Path folder) {
        return new MigrationSource(folder, List.of(), false);
    }

    /** Returns the same source with Java migrations in addition to the files. */
    public MigrationSource withClasses(List<Class<? extends JavaMigration>> types) {
        return new MigrationSource(
                folder, types.stream().map(Class::getName).toList(), allowWritableByOthers);
    }
}
