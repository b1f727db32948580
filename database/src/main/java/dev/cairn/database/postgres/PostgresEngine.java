package dev.cairn.database.postgres;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseType;
import dev.cairn.database.engine.BackupMethod;
import dev.cairn.database.engine.Bookkeeping;
import dev.cairn.database.engine.DefinitionRules;
import dev.cairn.database.engine.EmptyDatabase;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.engine.HealthCheck;
import dev.cairn.database.engine.Scratch;
import dev.cairn.database.postgres.schema.PostgresBookkeeping;
import dev.cairn.database.postgres.schema.PostgresCopy;
import dev.cairn.database.postgres.schema.PostgresDefinitionRules;
import dev.cairn.database.postgres.schema.PostgresFacts;
import dev.cairn.database.postgres.schema.PostgresHealth;
import dev.cairn.database.postgres.schema.RememberedSchemas;
import dev.cairn.database.postgres.schema.ShortPlan;
import dev.cairn.schema.Difference;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.dialect.Dialect;
import dev.cairn.schema.plan.DatabaseFacts;
import dev.cairn.schema.plan.SchemaPlan;
import dev.cairn.schema.postgres.PostgresDialect;
import dev.cairn.schema.sqlite.text.SqlScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** PostgreSQL, as the neutral packages see it: one database of a server. */
final class PostgresEngine implements Engine {

    private final PostgresSource source;

    PostgresEngine(PostgresSource source) {
        this.source = source;
    }

    @Override
    public DatabaseType type() {
        return DatabaseType.POSTGRES;
    }

    @Override
    public Dialect dialect() {
        return PostgresDialect.INSTANCE;
    }

    @Override
    public DefinitionRules definitionRules() {
        return PostgresDefinitionRules.INSTANCE;
    }

    @Override
    public Bookkeeping bookkeeping() {
        return PostgresBookkeeping.INSTANCE;
    }

    @Override
    public Scratch openScratch() {
        return new PostgresScratch(ScratchDatabase.open(source, true), Optional.empty());
    }

    @Override
    public Scratch openScratch(List<String> statements) {
        Optional<RememberedSchemas> memory = memory(statements);
        Optional<Schema> known = memory.flatMap(RememberedSchemas::find);
        return known.isPresent()
                ? new PostgresScratch.Known(known.get())
                : new PostgresScratch(ScratchDatabase.open(source, true), memory);
    }

    private Optional<RememberedSchemas> memory(List<String> statements) {
        try (DatabaseDriver driver = source.openDriver()) {
            return RememberedSchemas.of(
                    driver,
                    source.pool().server().text() + " " + source.pool().server().schema(),
                    statements);
        }
    }

    @Override
    public EmptyDatabase openEmptyDatabase() {
        return ScratchDatabase.open(source, false);
    }

    @Override
    public void copyStructure(DatabaseDriver from, DatabaseDriver to) {
        PostgresCopy.make(from.inspectSchema(), to);
    }

    @Override
    public void copyStructure(DatabaseDriver from, Schema live, DatabaseDriver to) {
        PostgresCopy.make(live, to);
    }

    @Override
    public List<String> columns(DatabaseDriver driver, String table) {
        return PostgresFacts.columns(driver, table);
    }

    @Override
    public DatabaseFacts facts(
            DatabaseDriver driver,
            Schema live,
            SchemaDefinition declared,
            List<Difference> differences) {
        return PostgresFacts.collect(driver, live, declared, differences);
    }

    /** The server itself checks constraints when they are added, so nothing is asked again. */
    @Override
    public String commitMark(DatabaseDriver driver) {
        return "";
    }

    /**
     * While no transaction was begun or ended that writes anything on the server, no catalog has
     * changed either.
     */
    @Override
    public Optional<String> structureMark(DatabaseDriver driver) {
        return driver.queryValue("SELECT pg_current_snapshot()::text").map(Object::toString);
    }

    @Override
    public boolean isOwnRehearsal(SchemaPlan plan) {
        return ShortPlan.isShort(plan);
    }

    @Override
    public List<HealthCheck> healthChecks(DatabaseDriver driver, boolean quick) {
        return PostgresHealth.checks(driver, quick);
    }

    @Override
    public <T> T exclusively(DatabaseDriver driver, Supplier<T> work) {
        return StructureLock.during(source.pool(), driver, work);
    }

    @Override
    public <T> T changeStructure(DatabaseDriver driver, Supplier<T> work) {
        return new LockRetry(source.pool(), driver).inTransaction(work);
    }

    @Override
    public void executeOutside(DatabaseDriver driver, String sql) {
        new LockRetry(source.pool(), driver).outside(sql);
    }

    @Override
    public Optional<String> forbiddenInMigration(SqlScript.Statement statement) {
        return PostgresDefinitionRules.forbiddenInMigration(statement);
    }

    @Override
    public boolean mustRunOutside(SqlScript.Statement statement) {
        return PostgresDefinitionRules.mustRunOutside(statement);
    }

    @Override
    public List<BackupMethod> backupMethods() {
        List<BackupMethod> methods = new ArrayList<>();
        methods.add(new PostgresBackup(source, new OwnCopy(source)));
        DumpProgram.find(source)
                .ifPresent(program -> methods.add(new PostgresBackup(source, program)));
        return methods;
    }
}
