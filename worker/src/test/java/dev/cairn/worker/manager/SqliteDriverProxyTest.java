package dev.cairn.worker.manager;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseDriverProvider.DriverSource;
import dev.cairn.database.SqliteDriverContract;
import dev.cairn.worker.service.ServiceSettings;
import java.nio.file.Path;
import java.util.Objects;

/** The proxy keeps the contract of every driver. */
final class SqliteDriverProxyTest extends SqliteDriverContract {

    @Override
    protected DriverSource openSource(Path database) {
        Path folder = Objects.requireNonNull(database.getParent());
        DatabaseConfiguration configuration = WorkerFixture.configuration(folder, database);
        return new WorkerInProcess(
                new InProcessWorker(configuration, ServiceSettings.standard()),
                new SqliteProxyDriverProvider().open(configuration));
    }

    private record WorkerInProcess(InProcessWorker worker, DriverSource source)
            implements DriverSource {

        @Override
        public DatabaseDriver openDriver() {
            return source.openDriver();
        }

        @Override
        public void close() {
            source.close();
            worker.close();
        }
    }
}
