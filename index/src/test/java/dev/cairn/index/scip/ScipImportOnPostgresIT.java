package dev.cairn.index.scip;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseLocation;
import dev.cairn.database.postgres.PostgresServer;
import dev.cairn.database.postgres.PostgresTestDatabase;
import dev.cairn.index.IndexDatabase;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** The same imports into an index in PostgreSQL. */
class ScipImportOnPostgresIT extends ScipImportTest {

    private @Nullable PostgresTestDatabase server;

    @Override
    CodeDatabase open(Path data) {
        PostgresTestDatabase created = PostgresServer.shared().createDatabase();
        server = created;
        return IndexDatabase.open(data, created.location(DatabaseLocation.Limits.STANDARD));
    }

    @Override
    @AfterEach
    void close() {
        super.close();
        Objects.requireNonNull(server).close();
    }
}
