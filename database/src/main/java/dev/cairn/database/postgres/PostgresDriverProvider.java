package dev.cairn.database.postgres;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseDriverProvider;
import dev.cairn.database.DatabaseLocation;
import dev.cairn.database.DatabaseType;

/** Serves databases of a PostgreSQL server from this process, without a worker. */
public final class PostgresDriverProvider implements DatabaseDriverProvider {

    /** Makes a provider. */
    public PostgresDriverProvider() {}

    @Override
    public boolean serves(DatabaseConfiguration configuration) {
        return configuration.type() == DatabaseType.POSTGRES
                && configuration.location() instanceof DatabaseLocation.Server;
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public DriverSource open(DatabaseConfiguration configuration) {
        return new PostgresSource(configuration.server(), PostgresConnector.Purpose.WRITE);
    }

    @Override
    public DriverSource openForReading(DatabaseConfiguration configuration) {
        return new PostgresSource(configuration.server(), PostgresConnector.Purpose.LOOK);
    }
}
