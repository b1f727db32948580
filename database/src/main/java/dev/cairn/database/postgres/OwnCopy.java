package dev.cairn.database.postgres;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.postgres.backup.CopyReader;
import dev.cairn.database.postgres.backup.CopyWriter;
import dev.cairn.schema.OpaqueObject;
import dev.cairn.schema.Schema;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Copies a database by the schema engine's own means and COPY. */
final class OwnCopy implements CopyMeans {

    private static final int BUFFER = 1 << 16;
    private static final int NAMED = 5;

    private final PostgresSource source;

    OwnCopy(PostgresSource source) {
        this.source = source;
    }

    @Override
    public String name() {
        return "copy";
    }

    @Override
    public boolean suits(DatabaseDriver driver) {
        return leftOut(driver, driver.inspectSchema()).isEmpty();
    }

    private static List<String> leftOut(DatabaseDriver driver, Schema schema) {
        List<String> names =
                new ArrayList<>(schema.opaqueObjects().stream().map(OpaqueObject::name).toList());
        long large =
                (long) driver.queryValue("SELECT count(*) FROM pg_largeobject_metadata").orElse(0L);
        if (large > 0) {
            names.add(large + " large objects");
        }
        return names;
    }

    @Override
    public void write(
            PostgresDriver driver, Connection connection, Path target, ProgressListener progress)
            throws SQLException, IOException {
        CopyWriter.lock(connection);
        Schema schema = driver.inspectSchema();
        requireWhole(leftOut(driver, schema));
        CopyWriter.prepare(connection);
        try (OutputStream out =
                new BufferedOutputStream(
                        Files.newOutputStream(
                                target, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                        BUFFER)) {
            CopyWriter.write(connection, schema, out, progress);
        }
    }

    private void requireWhole(List<String> leftOut) {
        if (!leftOut.isEmpty()) {
            throw new DatabaseException(
                    DatabaseErrorCode.BACKUP_FAILED,
                    "cannot back up database '%s': a copy would be without what Cairn does not manage (%s%s); install pg_dump of the server's version or a later one, which Cairn then uses"
                            .formatted(
                                    source.pool().server().text(),
                                    leftOut.stream().limit(NAMED).collect(Collectors.joining(", ")),
                                    leftOut.size() > NAMED ? ", …" : ""));
        }
    }

    @Override
    public Restored read(
            PostgresSource into, Connection connection, Path copy, ProgressListener progress)
            throws SQLException, IOException {
        try (InputStream in = Files.newInputStream(copy, LinkOption.NOFOLLOW_LINKS)) {
            return CopyReader.restore(connection, in, progress)::compare;
        }
    }
}
