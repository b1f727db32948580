package dev.cairn.worker.manager;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseDriverContract;
import dev.cairn.database.DatabaseDriverProvider.DriverSource;
import dev.cairn.worker.process.DbWorker;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The proxy keeps the contract of every driver. The worker is a real one behind its real socket,
 * but in this process, which saves the start of one in each test; {@code DbWorkerIT} has its own
 * process.
 */
final class SqliteDriverProxyTest extends DatabaseDriverContract {

    @Override
    protected DriverSource openSource(Path database) {
        Path folder = Objects.requireNonNull(database.getParent());
        DatabaseConfiguration configuration = WorkerFixture.configuration(folder, database);
        DbWorker worker = new DbWorker(new DbWorkerManager(configuration).parameters(1_000));
        worker.start();
        return new WorkerInProcess(worker, new SqliteProxyDriverProvider().open(configuration));
    }

    private record WorkerInProcess(DbWorker worker, DriverSource source) implements DriverSource {

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
