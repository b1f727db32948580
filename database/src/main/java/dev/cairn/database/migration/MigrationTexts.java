package dev.cairn.database.migration;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.schema.SchemaDefinition;
import java.util.List;

/**
 * What goes into the two files of a new migration.
 *
 * @param up the way forward
 * @param down the way back
 * @param warnings what a person should look at
 */
record MigrationTexts(String up, String down, List<String> warnings) {

    MigrationTexts {
        warnings = List.copyOf(warnings);
    }

    /** Returns texts for a person to fill. */
    static MigrationTexts empty(String name) {
        String words = name.replace('_', ' ');
        return new MigrationTexts(
                "-- "
                        + words
                        + "\n-- The statements run in a transaction, with foreign keys checked at"
                        + " its end.\n",
                "-- undo: " + words + "\n",
                List.of());
    }
}
