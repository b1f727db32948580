package dev.cairn.database.sqlite;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseDriverProvider;
import dev.cairn.database.SqliteDriverContract;
import java.nio.file.Path;

/** The contract, for the driver of this process. */
final class SqliteDriverTest extends SqliteDriverContract {

    @Override
    protected DatabaseDriverProvider.DriverSource openSource(Path database) {
        DatabaseOwnership ownership = DatabaseOwnership.acquire(database, "test");
        return new DatabaseDriverProvider.DriverSource() {
            @Override
            public DatabaseDriver openDriver() {
                return new SqliteDriver(ownership, SqliteSettings.standard());
            }

            @Override
            public void close() {
                ownership.close();
            }
        };
    }
}
