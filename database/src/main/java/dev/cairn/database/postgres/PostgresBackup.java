package dev.cairn.database.postgres;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.FileErrors;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rows;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.engine.BackupContent;
import dev.cairn.database.engine.RestoreTarget;
import dev.cairn.database.engine.ServerBackupMethod;
import dev.cairn.schema.Identifier;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Backs a database up as it is in one snapshot: its definitions and the rows of each table. A copy
 * is checked by making a scratch database from it, which must be equal.
 */
final class PostgresBackup implements ServerBackupMethod {

    private static final String TABLES =
            "SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) FROM pg_class c JOIN"
                    + " pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND"
                    + " c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname <>"
                    + " 'information_schema' AND c.relname !~ '^_cairn_' AND NOT EXISTS (SELECT FROM"
                    + " pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND"
                    + " d.deptype = 'e') ORDER BY c.reltuples DESC";

    private final PostgresSource source;
    private final CopyMeans means;

    PostgresBackup(PostgresSource source, CopyMeans means) {
        this.source = source;
        this.means = means;
    }

    @Override
    public String name() {
        return means.name();
    }

    @Override
    public boolean suits(DatabaseDriver driver) {
        return means.suits(driver);
    }

    @Override
    public boolean holdsNoRows(DatabaseDriver driver) {
        List<String> tables = new ArrayList<>();
        try (Rows rows = driver.query(TABLES)) {
            while (rows.next()) {
                tables.add(String.valueOf(rows.text(0)));
            }
        }
        return tables.stream()
                .allMatch(table ->
                        driver.queryValue("SELECT 1 FROM ONLY " + table + " LIMIT 1").isEmpty());
    }

    @Override
    public long sizeBytes(DatabaseDriver driver) {
        return (long) driver.queryValue("SELECT pg_database_size(current_database())").orElse(0L);
    }

    @Override
    public String database(DatabaseDriver driver) {
        return source.pool().server().text();
    }

    @Override
    public String database(DatabaseDriver driver, String name) {
        return source.pool().server().withDatabase(name).text();
    }

    @Override
    public void copy(DatabaseDriver driver, Path target, ProgressListener progress) {
        if (!(driver instanceof PostgresDriver own)) {
            throw new DatabaseException(
                    DatabaseErrorCode.INVALID_CONFIGURATION,
                    "only a conversation with PostgreSQL can copy its database");
        }
        own.inTransaction(
                TransactionMode.READ,
                () -> {
                    write(own, target, progress);
                    return true;
                });
    }

    private void write(PostgresDriver driver, Path target, ProgressListener progress) {
        try {
            means.write(driver, driver.transactionConnection(), target, progress);
        } catch (SQLException e) {
            throw PostgresErrors.translate("copy '" + database(driver) + "'", e);
        } catch (IOException e) {
            throw failed("cannot copy '" + database(driver) + "': " + FileErrors.reason(e), e);
        }
    }

    private static DatabaseException failed(String message, Exception cause) {
        return new DatabaseException(DatabaseErrorCode.BACKUP_FAILED, message, cause);
    }

    /** Only what the copy says about itself is a fault of the copy. */
    @Override
    public BackupContent inspect(Path copy) {
        try (ScratchDatabase scratch = ScratchDatabase.open(source, false)) {
            String schema = source.pool().server().schema();
            if (!schema.equals("public")) {
                scratch.driver()
                        .execute("DROP SCHEMA IF EXISTS " + Identifier.quote(schema) + " CASCADE");
            }
            return fill(scratch.source(), scratch.driver(), copy, ProgressListener.NONE);
        }
    }

    /** Makes what a copy holds in an empty database and compares the two. */
    private BackupContent fill(
            PostgresSource into, DatabaseDriver driver, Path copy, ProgressListener progress) {
        try (Connection connection = into.pool().connectApart()) {
            CopyMeans.Restored restored = means.read(into, connection, copy, progress);
            return restored.compare(connection, driver.inspectSchema());
        } catch (SQLException e) {
            if (PostgresErrors.isLost(e)) {
                throw PostgresErrors.translate("restore into a scratch database", e);
            }
            return BackupContent.faulty(List.of(PostgresErrors.text(e)));
        } catch (IOException e) {
            return BackupContent.faulty(List.of(FileErrors.reason(e)));
        }
    }

    @Override
    public Optional<String> restore(
            DatabaseDriver driver, Path copy, RestoreTarget target, ProgressListener progress) {
        DatabaseExchange exchange = new DatabaseExchange(source, driver, target);
        String coming = exchange.create();
        boolean done = false;
        try {
            fillWhole(coming, copy, progress);
            Optional<String> kept = exchange.exchange();
            done = true;
            return kept;
        } finally {
            if (!done) {
                exchange.discard();
            }
        }
    }

    private void fillWhole(String coming, Path copy, ProgressListener progress) {
        try (PostgresSource into = source.ofDatabase(coming);
                DatabaseDriver restored = into.openDriver()) {
            List<String> faults = fill(into, restored, copy, progress).faults();
            if (!faults.isEmpty()) {
                throw new DatabaseException(
                        DatabaseErrorCode.BACKUP_FAILED,
                        "cannot restore: " + String.join("; ", faults));
            }
            restored.execute("ANALYZE");
        }
    }

    @Override
    public void inDatabase(DatabaseDriver driver, String name, Consumer<DatabaseDriver> work) {
        try (PostgresSource other = source.ofDatabase(name);
                DatabaseDriver there = other.openDriver()) {
            work.accept(there);
        }
    }
}
