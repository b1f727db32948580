package dev.cairn.database.sqlite;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseType;
import dev.cairn.database.engine.BackupMethod;
import dev.cairn.database.engine.Bookkeeping;
import dev.cairn.database.engine.BrokenObjects;
import dev.cairn.database.engine.DefinitionRules;
import dev.cairn.database.engine.EmptyDatabase;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.engine.ForeignKeyOrphans;
import dev.cairn.database.engine.HealthCheck;
import dev.cairn.database.engine.Repairs;
import dev.cairn.database.engine.Scratch;
import dev.cairn.database.sqlite.repair.SqliteRepairs;
import dev.cairn.database.sqlite.schema.ContradictingRows;
import dev.cairn.database.sqlite.schema.MigrationRules;
import dev.cairn.database.sqlite.schema.SqliteBookkeeping;
import dev.cairn.database.sqlite.schema.SqliteBrokenObjects;
import dev.cairn.database.sqlite.schema.SqliteCatalog;
import dev.cairn.database.sqlite.schema.SqliteDefinitionRules;
import dev.cairn.database.sqlite.schema.SqliteFacts;
import dev.cairn.database.sqlite.schema.SqliteHealth;
import dev.cairn.database.sqlite.schema.SqliteOrphans;
import dev.cairn.database.sqlite.schema.SqliteSchemaCopy;
import dev.cairn.database.sqlite.schema.SqliteStructureTransaction;
import dev.cairn.schema.Difference;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.dialect.Dialect;
import dev.cairn.schema.plan.DatabaseFacts;
import dev.cairn.schema.sqlite.SqliteDialect;
import dev.cairn.schema.sqlite.text.SqlScript;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** SQLite, as the neutral packages see it. */
public final class SqliteEngine implements Engine {

    private static final List<BackupMethod> BACKUP_METHODS = List.of(new SqliteFileBackup());

    @Override
    public DatabaseType type() {
        return DatabaseType.SQLITE;
    }

    @Override
    public Dialect dialect() {
        return SqliteDialect.INSTANCE;
    }

    @Override
    public DefinitionRules definitionRules() {
        return SqliteDefinitionRules.INSTANCE;
    }

    @Override
    public Bookkeeping bookkeeping() {
        return SqliteBookkeeping.INSTANCE;
    }

    @Override
    public Scratch openScratch() {
        return SqliteScratch.open();
    }

    @Override
    public EmptyDatabase openEmptyDatabase() {
        return SqliteEmptyDatabase.open();
    }

    @Override
    public void copyStructure(DatabaseDriver from, DatabaseDriver to) {
        new SqliteSchemaCopy(from, to).make();
    }

    @Override
    public List<String> columns(DatabaseDriver driver, String table) {
        return SqliteCatalog.columns(driver, table);
    }

    @Override
    public DatabaseFacts facts(
            DatabaseDriver driver,
            Schema live,
            SchemaDefinition declared,
            List<Difference> differences) {
        return SqliteFacts.collect(driver, live, declared, differences);
    }

    @Override
    public String commitMark(DatabaseDriver driver) {
        return driver.queryValue("PRAGMA data_version").orElseThrow().toString();
    }

    @Override
    public BrokenObjects brokenObjects(DatabaseDriver driver) {
        return SqliteBrokenObjects.find(driver);
    }

    @Override
    public List<String> contradictingRows(DatabaseDriver driver, Collection<String> tables) {
        return ContradictingRows.find(driver, tables);
    }

    @Override
    public ForeignKeyOrphans orphans(DatabaseDriver driver) {
        return SqliteOrphans.find(driver);
    }

    @Override
    public ForeignKeyOrphans orphans(DatabaseDriver driver, Collection<String> tables) {
        return SqliteOrphans.find(driver, tables);
    }

    @Override
    public List<HealthCheck> healthChecks(DatabaseDriver driver, boolean quick) {
        return new SqliteHealth(driver, quick).checks();
    }

    @Override
    public List<HealthCheck> healthChecks(DatabaseDriver driver, String object) {
        return SqliteHealth.checksOf(driver, object);
    }

    @Override
    public <T> T changeStructure(DatabaseDriver driver, Supplier<T> work) {
        return SqliteStructureTransaction.run(driver, work);
    }

    @Override
    public Optional<String> forbiddenInMigration(SqlScript.Statement statement) {
        return MigrationRules.violation(statement);
    }

    @Override
    public List<BackupMethod> backupMethods() {
        return BACKUP_METHODS;
    }

    @Override
    public Optional<Repairs> repairs() {
        return Optional.of(new SqliteRepairs());
    }
}
