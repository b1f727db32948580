package dev.cairn.index.store;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.index.extract.SymbolUse;
import dev.cairn.index.statement.IndexStatements;
import dev.cairn.index.store.StoredFile.SymbolKey;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of names that files use. The index over their names is touched only for those that a
 * changed file uses for the first time, or no longer.
 */
final class SymbolRows {

    private static final String KEY =
            " WHERE file_id = ? AND name_id = ? AND kind = ? AND receiver_id = ?";

    private final TableRows names = new TableRows("INSERT INTO names (id, name) VALUES (?, ?)");
    private final TableRows removed = new TableRows("DELETE FROM symbols" + KEY);
    private final TableRows changed =
            new TableRows("UPDATE symbols SET uses = ?, places = ?" + KEY);
    private final TableRows added =
            new TableRows(
                    "INSERT INTO symbols (file_id, name_id, kind, receiver_id, uses, places)"
                            + " VALUES (?, ?, ?, ?, ?, ?)");
    private final List<FileUses> files = new ArrayList<>();

    private record FileUses(long file, List<SymbolUse> uses, StoredFile stored) {}

    /** Adds the names that a file uses. */
    void add(long fileId, List<SymbolUse> uses, StoredFile stored) {
        files.add(new FileUses(fileId, uses, stored));
    }

    /** Gives ids to the names of all files at once, because each look-up is a round trip. */
    void send(DatabaseDriver driver, IndexStatements statements) {
        NameIds ids =
                NameIds.read(driver, files.stream().flatMap(file -> file.uses.stream()).toList());
        ids.added().forEach((name, id) -> names.add(id, name));
        files.forEach(file -> addRows(file, ids));
        for (TableRows rows : List.of(names, removed, changed, added)) {
            rows.send(driver, statements);
        }
    }

    private void addRows(FileUses file, NameIds ids) {
        for (SymbolUse use : file.uses) {
            SymbolKey key =
                    new SymbolKey(ids.of(use.name()), use.kind().code(), ids.of(use.receiver()));
            String places = use.places().text();
            int uses = use.places().count();
            String before = file.stored.places.remove(key);
            if (before == null) {
                added.add(file.file, key.name(), key.kind(), key.receiver(), uses, places);
            } else if (!before.equals(places)) {
                changed.add(uses, places, file.file, key.name(), key.kind(), key.receiver());
            }
        }
        for (SymbolKey gone : file.stored.places.keySet()) {
            removed.add(file.file, gone.name(), gone.kind(), gone.receiver());
        }
    }
}
