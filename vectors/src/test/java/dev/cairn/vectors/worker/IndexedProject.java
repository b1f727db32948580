package dev.cairn.vectors.worker;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseLocation;
import dev.cairn.database.DatabaseType;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rows;
import dev.cairn.index.CodeIndexSchema;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.Indexer;
import dev.cairn.index.extract.DefinitionText;
import dev.cairn.index.meaning.DefinitionTexts;
import dev.cairn.server.configuration.ConfigurationReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** A project with an index, for tests. */
final class IndexedProject implements AutoCloseable {

    private final Path root;
    private final DatabaseConfiguration configuration;
    private final CodeDatabase database;

    /**
     * Makes one.
     *
     * @param worker whether the database has a process of its own, so that others can open it too
     */
    IndexedProject(Path folder, boolean worker) throws IOException {
        this(folder, usual -> worker ? usual : usual.withoutWorker());
    }

    /** Makes one whose index is on a server. */
    static IndexedProject on(DatabaseLocation.Server server, Path folder) throws IOException {
        return new IndexedProject(
                folder,
                usual -> new DatabaseConfiguration(DatabaseType.POSTGRES, server, usual.storage()));
    }

    private IndexedProject(Path folder, UnaryOperator<DatabaseConfiguration> changed)
            throws IOException {
        root = Files.createDirectory(folder.toRealPath().resolve("project"));
        configuration =
                changed.apply(ConfigurationReader.defaults(root.resolve(".cairn")).database());
        configuration.storage().create();
        database = CodeDatabase.open(configuration);
        CodeIndexSchema.ensure(database);
    }

    Path root() {
        return root;
    }

    DatabaseConfiguration configuration() {
        return configuration;
    }

    CodeDatabase database() {
        return database;
    }

    DatabaseDriver driver() {
        return database.driver();
    }

    void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }

    void index() {
        Indexer.index(database, root, IndexOptions.standard(), ProgressListener.NONE);
    }

    long count(String sql) {
        return (Long) driver().queryValue(sql).orElse(0L);
    }

    /** Returns the text of each definition that has one, and the vectors that belong to it. */
    Map<DefinitionText, List<byte[]>> vectors() {
        List<Long> ids = new ArrayList<>();
        Map<Long, List<byte[]>> stored = new HashMap<>();
        try (Rows rows =
                driver().query(
                                "SELECT d.id, v.vector FROM definitions d LEFT JOIN vectors v"
                                        + " ON v.text_hash = d.text_hash"
                                        + " WHERE d.text_hash IS NOT NULL")) {
            while (rows.next()) {
                ids.add(rows.integer(0));
                byte[] vector = rows.blob(1);
                List<byte[]> list = stored.computeIfAbsent(rows.integer(0), _ -> new ArrayList<>());
                if (vector != null) {
                    list.add(vector);
                }
            }
        }
        Map<DefinitionText, List<byte[]>> vectors = new HashMap<>();
        DefinitionTexts.read(driver(), ids)
                .forEach((id, text) -> vectors.put(text, stored.getOrDefault(id, List.of())));
        return vectors;
    }

    @Override
    public void close() {
        database.close();
    }
}
