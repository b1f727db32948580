package dev.cairn.database.migration;

import java.nio.file.Path;
import java.util.List;

/**
 * The files of a new migration.
 *
 * @param version its version
 * @param up the file that goes forward
 * @param down the file that goes back
 * @param warnings what a person should look at before it is run, such as rows that the way back
 *     cannot restore
 */
public record MigrationFiles(long version, Path up, Path down, List<String> warnings) {

    public MigrationFiles {
        warnings = List.copyOf(warnings);
    }
}
