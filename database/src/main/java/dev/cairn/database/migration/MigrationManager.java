package dev.cairn.database.migration;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.MaintenanceRequest;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.migration.MigrationRequests.MigrateBaselineRequest;
import dev.cairn.database.migration.MigrationRequests.MigrateDownRequest;
import dev.cairn.database.migration.MigrationRequests.MigrateNewRequest;
import dev.cairn.database.migration.MigrationRequests.MigrateRepairRequest;
import dev.cairn.database.migration.MigrationRequests.MigrateStatusRequest;
import dev.cairn.database.migration.MigrationRequests.MigrateUpRequest;
import dev.cairn.database.migration.MigrationRequests.MigrateValidateRequest;
import dev.cairn.database.migration.source.MigrationSource;
import dev.cairn.schema.SchemaDefinition;
import java.util.Optional;

/**
 * Versioned migrations of one database.
 *
 * <pre>{@code
 * MigrationManager migrations =
 *         new MigrationManager(database.driver(), MigrationSource.of(Path.of("migrations")));
 * migrations.up(MigrationOptions.withBackups(backups));
 * }</pre>
 *
 * <p>The work is done by the process that owns the database, which need not be this one. Every
 * method throws {@link dev.cairn.database.DatabaseException}, with {@link
 * dev.cairn.database.DatabaseErrorCode#REFUSED} if nothing was tried because it would have gone
 * wrong, and with {@link dev.cairn.database.DatabaseErrorCode#MIGRATION_FAILED} if a migration
 * failed and was rolled back.
 */
public final class MigrationManager {

    private final Performer performer;
    private final MigrationSource source;
    private final ProgressListener progress;

    /** Who carries the requests out. */
    @FunctionalInterface
    private interface Performer {
        <R> R perform(MaintenanceRequest<R> request, ProgressListener progress);
    }

    private MigrationManager(
            Performer performer, MigrationSource source, ProgressListener progress) {
        this.performer = performer;
        this.source = source;
        this.progress = progress;
    }

    /** Makes a manager that reports no progress. */
    public MigrationManager(DatabaseDriver driver, MigrationSource source) {
        this(driver, source, ProgressListener.NONE);
    }

    /** Makes a manager that reports every statement it runs. */
    public MigrationManager(
            DatabaseDriver driver, MigrationSource source, ProgressListener progress) {
        this(driver::perform, source, progress);
    }

    /**
     * Makes a manager that reports every statement it runs, and tries again what fails for a reason
     * that can pass, as {@link CodeDatabase#perform} does.
     */
    public MigrationManager(
            CodeDatabase database, MigrationSource source, ProgressListener progress) {
        this(database::perform, source, progress);
    }

    /** Runs all migrations that have not run. */
    public MigrationResult up(MigrationOptions options) {
        return performer.perform(new MigrateUpRequest(source, Optional.empty(), options), progress);
    }

    /** Runs the migrations that have not run, up to a version and with it. */
    public MigrationResult upTo(long version, MigrationOptions options) {
        return performer.perform(
                new MigrateUpRequest(source, Optional.of(version), options), progress);
    }

    /** Undoes the newest migration. */
    public MigrationResult down(MigrationOptions options) {
        return performer.perform(
                new MigrateDownRequest(source, Optional.empty(), options), progress);
    }

    /** Undoes the migrations that are newer than a version; 0 undoes all. */
    public MigrationResult downTo(long version, MigrationOptions options) {
        return performer.perform(
                new MigrateDownRequest(source, Optional.of(version), options), progress);
    }

    /** Returns which migrations have run, and whether the structure is still as they left it. */
    public MigrationStatus status() {
        return performer.perform(new MigrateStatusRequest(source), progress);
    }

    /** Compares the migrations with the record of what was run. */
    public MigrationValidation validate() {
        return performer.perform(new MigrateValidateRequest(source), progress);
    }

    /** Records that the database already has what the migrations up to a version give. */
    public MigrationResult baseline(long version) {
        return performer.perform(new MigrateBaselineRequest(source, version, false), progress);
    }

    /** Brings the record of what was run into agreement with the migrations. */
    public MigrationRepairResult repair(boolean dryRun) {
        return performer.perform(new MigrateRepairRequest(source, dryRun), progress);
    }

    /** Writes the two files of a new migration, for a person to fill. */
    public MigrationFiles create(String name) {
        return performer.perform(new MigrateNewRequest(source, name, Optional.empty()), progress);
    }

    /** Writes the two files of a new migration that leads to a schema and back. */
    public MigrationFiles createFromDifference(String name, SchemaDefinition definition) {
        return performer.perform(
                new MigrateNewRequest(source, name, Optional.of(definition)), progress);
    }
}
