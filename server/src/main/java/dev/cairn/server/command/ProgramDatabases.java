package dev.cairn.server.command;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseDriverProvider;
import dev.cairn.database.DatabaseType;
import dev.cairn.database.sqlite.SqliteDriverProvider;
import dev.cairn.worker.manager.SqliteProxyDriverProvider;
import java.util.List;

/** Opens databases for the commands. */
final class ProgramDatabases {

    /** Named here, for to look for them takes a fifth of the time of a search. */
    private static final List<DatabaseDriverProvider> OF_SQLITE =
            List.of(new SqliteProxyDriverProvider(), new SqliteDriverProvider());

    private ProgramDatabases() {}

    /** Opens a database as {@link CodeDatabase#open(DatabaseConfiguration)} does. */
    static CodeDatabase open(DatabaseConfiguration configuration) {
        return configuration.type() == DatabaseType.SQLITE
                ? CodeDatabase.open(configuration, OF_SQLITE)
                : CodeDatabase.open(configuration);
    }
}
