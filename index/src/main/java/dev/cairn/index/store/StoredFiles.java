package dev.cairn.index.store;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.index.statement.IndexStatements;
import dev.cairn.index.store.StoredFile.PieceKey;
import dev.cairn.index.store.StoredFile.StoredDefinition;
import dev.cairn.index.store.StoredFile.StoredPiece;
import dev.cairn.index.store.StoredFile.SymbolKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rows of the files that a transaction changes, as it finds them. */
final class StoredFiles {

    private final Map<Long, StoredFile> files = new HashMap<>();

    private StoredFiles() {}

    /** Reads the rows of files in the transaction that will change them. */
    static StoredFiles read(DatabaseDriver driver, Collection<Long> ids) {
        StoredFiles stored = new StoredFiles();
        if (!ids.isEmpty()) {
            new Reader(driver, ids, stored).read();
        }
        return stored;
    }

    /** Returns the rows of a file, and takes them out; none for a new file. */
    StoredFile take(long id) {
        StoredFile stored = files.remove(id);
        return stored == null ? new StoredFile() : stored;
    }

    private record Reader(DatabaseDriver driver, Collection<Long> ids, StoredFiles stored) {

        void read() {
            rows(
                    "file_id, id, name, docstring FROM definitions",
                    " ORDER BY id",
                    rows ->
                            file(rows)
                                    .definitions
                                    .add(
                                            new StoredDefinition(
                                                    rows.integer(1),
                                                    text(rows, 2),
                                                    rows.value(3))));
            rows(
                    "file_id, module, name, alias, kind, line FROM imports",
                    " ORDER BY id",
                    rows -> {
                        List<@Nullable Object> imported = new ArrayList<>();
                        for (int column = 1; column <= 5; column++) {
                            imported.add(rows.value(column));
                        }
                        file(rows).imports.add(imported);
                    });
            rows(
                    "file_id, name_id, kind, receiver_id, places FROM symbols",
                    "",
                    rows ->
                            file(rows)
                                    .places
                                    .put(
                                            new SymbolKey(
                                                    rows.integer(1),
                                                    (int) rows.integer(2),
                                                    rows.integer(3)),
                                            text(rows, 4)));
            rows(
                    "file_id, id, coalesce(entity_id, 0), line, entity_type, entity_name, content,"
                            + " docstring FROM code_content",
                    " ORDER BY id",
                    this::addPiece);
        }

        private void addPiece(Rows rows) {
            StoredFile file = file(rows);
            long definition = rows.integer(2);
            file.addPiece(
                    PieceKey.of(
                            text(rows, 4),
                            Objects.requireNonNullElse(rows.text(5), ""),
                            rows.required(6),
                            definition == 0 ? rows.value(7) : file.docstring(definition)),
                    new StoredPiece(rows.integer(1), definition, rows.integer(3)));
        }

        private void rows(String columnsOfTable, String order, Consumer<Rows> consumer) {
            try (Rows rows =
                    driver.query(
                            "SELECT "
                                    + columnsOfTable
                                    + " WHERE file_id IN "
                                    + IndexStatements.of(driver).ids()
                                    + order,
                            ids.toString())) {
                while (rows.next()) {
                    consumer.accept(rows);
                }
            }
        }

        private StoredFile file(Rows rows) {
            return stored.files.computeIfAbsent(rows.integer(0), _ -> new StoredFile());
        }

        private static String text(Rows rows, int column) {
            return rows.requiredText(column);
        }
    }
}
