package dev.cairn.database.migration;

import dev.cairn.database.migration.source.ClassMigration;
import dev.cairn.database.migration.source.Migration;
import dev.cairn.database.migration.source.MigrationScript;
import dev.cairn.database.migration.source.SqlMigration;

/** One migration in one direction, ready to be run. */
sealed interface MigrationStep {

    /** Returns the migration. */
    Migration migration();

    /** Returns what the run of it is reported as. */
    MigrationResult.Run describe(long millis);

    /**
     * The statements of a file.
     *
     * @param script what stands in it
     */
    record Script(SqlMigration migration, MigrationScript script) implements MigrationStep {

        @Override
        public MigrationResult.Run describe(long millis) {
            return new MigrationResult.Run(
                    migration.version(),
                    migration.name(),
                    migration.description(),
                    script.statements().size(),
                    millis);
        }
    }

    /** A method of a class. */
    record Code(ClassMigration migration) implements MigrationStep {

        @Override
        public MigrationResult.Run describe(long millis) {
            return new MigrationResult.Run(
                    migration.version(), migration.name(), migration.description(), 0, millis);
        }
    }
}
