package dev.cairn.index.edit;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.StoragePaths;
import dev.cairn.index.IndexDatabase;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.Indexer;
import dev.cairn.index.reader.ReadingOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A small indexed project whose files are edited. */
final class EditedProject implements AutoCloseable {

    static final String SOURCE =
            """
            package example;

            /** Greets. */
            public class Greeting {
                public String hello(String name) {
                    return "Hello, " + name;
                }
            }
            """;

    private final Path root;
    private final StoragePaths storage;
    private final CodeDatabase database;
    private final DatabaseDriver driver;
    private final String projectId;

    private EditedProject(Path root, Path folder) {
        this.root = root;
        this.storage = StoragePaths.below(folder.resolve("storage"));
        this.database = IndexDatabase.open(folder.resolve("storage"));
        this.projectId =
                Indexer.index(database, root, IndexOptions.standard(), ProgressListener.NONE)
                        .projectId();
        this.driver = database.openDriver();
    }

    /** Opens a project below a folder; its file is made if it is not there. */
    static EditedProject in(Path folder) throws IOException {
        Path root = Files.createDirectories(folder.resolve("tree")).toRealPath();
        Path file = root.resolve("Greeting.java");
        if (!Files.exists(file)) {
            Files.writeString(file, SOURCE);
        }
        return new EditedProject(root, folder);
    }

    Path root() {
        return root;
    }

    DatabaseDriver driver() {
        return driver;
    }

    DatabaseDriver openDriver() {
        return database.openDriver();
    }

    FileEditor editor() {
        return editor(driver);
    }

    /** Returns an editor with a conversation of its own. */
    FileEditor editor(DatabaseDriver own) {
        ReadingOptions parsing =
                new ReadingOptions(1, Duration.ofMillis(500), 1, Optional.of(storage.logs()));
        return new FileEditor(own, projectId, root, storage, rows(own), parsing);
    }

    EditRecovery recovery() {
        return new EditRecovery(driver, projectId, root, storage, rows(driver));
    }

    private FileRows rows(DatabaseDriver own) {
        return Indexer.rows(own, root, IndexOptions.standard(), storage.logs());
    }

    String read() throws IOException {
        return Files.readString(root.resolve("Greeting.java"));
    }

    /** Returns the SHA-256 that the index has of the file. */
    String indexedHash() {
        return (String)
                Objects.requireNonNull(
                        driver.queryValue(
                                        "SELECT sha256 FROM files WHERE path = 'Greeting.java'"
                                                + " AND deleted = 0")
                                .orElse("absent"));
    }

    List<String> filesLeftBehind() throws IOException {
        try (var files = Files.list(root)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(".cairn-edit"))
                    .toList();
        }
    }

    static String hash(String text) {
        return ProjectFile.hash(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        driver.close();
        database.close();
    }
}
