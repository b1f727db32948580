package dev.cairn.server.command;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseDriverProvider;
import dev.cairn.database.DatabaseType;
import dev.cairn.database.sqlite.SqliteDriverProvider;
import dev.cairn.index.IndexTables;
import dev.cairn.server.output.Output;
import dev.cairn.worker.manager.SqliteProxyDriverProvider;
import dev.cairn.worker.proxy.WorkerClient;
import dev.cairn.worker.queue.WriteWeight;
import java.util.List;
import java.util.ServiceLoader;

/** Opens databases for the commands. */
public final class ProgramDatabases {

    /** Listed here because a ServiceLoader lookup would take a fifth of a search's run time. */
    private static final List<DatabaseDriverProvider> OF_SQLITE =
            List.of(new SqliteProxyDriverProvider(), new SqliteDriverProvider());

    private final List<DatabaseDriverProvider> ofSqlite;

    /** Makes what opens databases for one command, which says for what it waits. */
    public ProgramDatabases(Output output) {
        SqliteDriverProvider direct =
                new SqliteDriverProvider((what, waited, limit) -> {
                    if (waited == 1 || (waited > 0 && waited % 10 == 0)) {
                        output.note("%s (%d s of %d s)".formatted(what, waited, limit));
                    }
                });
        this.ofSqlite = List.of(new SqliteProxyDriverProvider(direct), direct);
    }

    /** Opens a database as {@link CodeDatabase#open(DatabaseConfiguration)} does. */
    public static CodeDatabase open(DatabaseConfiguration configuration) {
        return checked(open(configuration, OF_SQLITE));
    }

    /** An index may have come with a tree that another user made. */
    private static CodeDatabase checked(CodeDatabase index) {
        try {
            IndexTables.require(index);
            return index;
        } catch (RuntimeException e) {
            index.close();
            throw e;
        }
    }

    /** Opens a database to index: a person's writes go before those of this command. */
    public static CodeDatabase openForIndexing(DatabaseConfiguration configuration) {
        SqliteDriverProvider direct = new SqliteDriverProvider();
        return open(
                configuration,
                List.of(
                        new SqliteProxyDriverProvider(
                                direct, new WorkerClient("cairn index", WriteWeight.INDEXER)),
                        direct));
    }

    /** Opens a database, and says after a second for whom the command waits. */
    public CodeDatabase openSaying(DatabaseConfiguration configuration) {
        return open(configuration, ofSqlite);
    }

    /** Opens a database to look at it; nothing is created and no worker is started. */
    public static CodeDatabase reading(DatabaseConfiguration configuration) {
        return checked(openForReading(configuration, OF_SQLITE));
    }

    /** Opens a database to look at it; nothing is created. */
    public CodeDatabase openForReading(DatabaseConfiguration configuration) {
        return openForReading(configuration, ofSqlite);
    }

    private static CodeDatabase openForReading(
            DatabaseConfiguration configuration, List<DatabaseDriverProvider> ofSqlite) {
        return CodeDatabase.openForReading(
                configuration,
                configuration.type() == DatabaseType.SQLITE
                        ? ofSqlite
                        : ServiceLoader.load(DatabaseDriverProvider.class));
    }

    private static CodeDatabase open(
            DatabaseConfiguration configuration, List<DatabaseDriverProvider> ofSqlite) {
        return configuration.type() == DatabaseType.SQLITE
                ? CodeDatabase.open(configuration, ofSqlite)
                : CodeDatabase.open(configuration);
    }
}
