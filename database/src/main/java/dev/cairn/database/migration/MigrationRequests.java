package dev.cairn.database.migration;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.MaintenanceRequest;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.migration.source.MigrationSource;
import dev.cairn.schema.SchemaDefinition;
import java.util.Optional;

/** What {@link MigrationManager} asks of the process that owns the database. */
public final class MigrationRequests {

    private MigrationRequests() {}

    /**
     * Runs the migrations that have not run.
     *
     * @param source the migrations
     * @param target the last version to run; empty for all
     * @param options how to go about it
     */
    public record MigrateUpRequest(
            MigrationSource source, Optional<Long> target, MigrationOptions options)
            implements MaintenanceRequest<MigrationResult> {

        @Override
        public Class<MigrationResult> resultType() {
            return MigrationResult.class;
        }

        @Override
        public Access access() {
            return Access.WRITE;
        }

        @Override
        public MigrationResult perform(DatabaseDriver database, ProgressListener progress) {
            return new MigrationOperations(database, progress).up(this);
        }
    }

    /**
     * Undoes migrations, the newest first.
     *
     * @param source the migrations
     * @param target the version to come back to, which stays; 0 undoes all; empty undoes the newest
     *     one
     * @param options how to go about it
     */
    public record MigrateDownRequest(
            MigrationSource source, Optional<Long> target, MigrationOptions options)
            implements MaintenanceRequest<MigrationResult> {

        @Override
        public Class<MigrationResult> resultType() {
            return MigrationResult.class;
        }

        @Override
        public Access access() {
            return Access.WRITE;
        }

        @Override
        public MigrationResult perform(DatabaseDriver database, ProgressListener progress) {
            return new MigrationOperations(database, progress).down(this);
        }
    }

    /**
     * A request for the applied migrations, and for changes of the structure since then.
     *
     * @param source the migrations
     */
    public record MigrateStatusRequest(MigrationSource source)
            implements MaintenanceRequest<MigrationStatus> {

        @Override
        public Class<MigrationStatus> resultType() {
            return MigrationStatus.class;
        }

        @Override
        public Access access() {
            return Access.WRITE;
        }

        @Override
        public MigrationStatus perform(DatabaseDriver database, ProgressListener progress) {
            MigrationPlan plan = MigrationPlan.of(source, database);
            return new MigrationStatus(
                    plan.current(),
                    plan.baseline(),
                    plan.entries(),
                    plan.problems(),
                    new DriftCheck(source, plan).compare(database, progress));
        }
    }

    /**
     * Compares the migrations with the record of what was run. Nothing is changed.
     *
     * @param source the migrations
     */
    public record MigrateValidateRequest(MigrationSource source)
            implements MaintenanceRequest<MigrationValidation> {

        @Override
        public Class<MigrationValidation> resultType() {
            return MigrationValidation.class;
        }

        @Override
        public Access access() {
            return Access.WRITE;
        }

        @Override
        public MigrationValidation perform(DatabaseDriver database, ProgressListener progress) {
            MigrationPlan plan = MigrationPlan.of(source, database);
            return new MigrationValidation(
                    plan.migrations().size(), plan.done().size(), plan.problems());
        }
    }

    /**
     * Records that a database which exists already has what the migrations up to a version give, so
     * that only newer ones are run.
     *
     * @param source the migrations
     * @param version the version that the database is at
     * @param dryRun whether only to say what would be recorded
     */
    public record MigrateBaselineRequest(MigrationSource source, long version, boolean dryRun)
            implements MaintenanceRequest<MigrationResult> {

        @Override
        public Class<MigrationResult> resultType() {
            return MigrationResult.class;
        }

        @Override
        public Access access() {
            return Access.WRITE;
        }

        @Override
        public MigrationResult perform(DatabaseDriver database, ProgressListener progress) {
            return new MigrationRecords(database, source).baseline(version, dryRun);
        }
    }

    /**
     * Brings the record of what was run into agreement with the migrations: rows of failed runs are
     * removed, checksums of edited files taken over, rows without a file removed. The database
     * itself is not touched.
     *
     * @param source the migrations
     * @param dryRun whether only to say what would be done
     */
    public record MigrateRepairRequest(MigrationSource source, boolean dryRun)
            implements MaintenanceRequest<MigrationRepairResult> {

        @Override
        public Class<MigrationRepairResult> resultType() {
            return MigrationRepairResult.class;
        }

        @Override
        public Access access() {
            return Access.WRITE;
        }

        @Override
        public MigrationRepairResult perform(DatabaseDriver database, ProgressListener progress) {
            return new MigrationRecords(database, source).repair(dryRun);
        }
    }

    /**
     * Writes the two files of a new migration with the next free number.
     *
     * @param source the folder that they go into, and what is there already
     * @param name what the migration does, such as {@code add_tags}
     * @param definition the schema to come to, from which both files are filled; empty to write
     *     files that a person fills
     */
    public record MigrateNewRequest(
            MigrationSource source, String name, Optional<SchemaDefinition> definition)
            implements MaintenanceRequest<MigrationFiles> {

        @Override
        public Class<MigrationFiles> resultType() {
            return MigrationFiles.class;
        }

        @Override
        public Access access() {
            return Access.WRITE;
        }

        @Override
        public MigrationFiles perform(DatabaseDriver database, ProgressListener progress) {
            return new MigrationWriter(database, source).write(name, definition);
        }
    }
}
