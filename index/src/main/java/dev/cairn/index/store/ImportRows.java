package dev.cairn.index.store;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.index.extract.ImportedName;
import dev.cairn.index.statement.IndexStatements;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of imports: all of a file's are kept, or none. */
final class ImportRows {

    private final List<Long> removed = new ArrayList<>();
    private final TableRows added =
            new TableRows(
                    "INSERT INTO imports (module, name, alias, kind, line, file_id)"
                            + " VALUES (?, ?, ?, ?, ?, ?)");

    /** Adds the imports of a file. */
    void add(long fileId, List<ImportedName> imports, StoredFile stored) {
        List<List<@Nullable Object>> rows = imports.stream().map(ImportRows::row).toList();
        if (stored.hasImports(rows)) {
            return;
        }
        if (!stored.imports.isEmpty()) {
            removed.add(fileId);
        }
        for (List<@Nullable Object> row : rows) {
            List<@Nullable Object> whole = new ArrayList<>(row);
            whole.add(fileId);
            added.addRow(whole);
        }
    }

    private static List<@Nullable Object> row(ImportedName imported) {
        return Arrays.asList(
                imported.module(),
                imported.name().orElse(null),
                imported.alias().orElse(null),
                imported.kind().id(),
                (long) imported.line());
    }

    void send(DatabaseDriver driver, IndexStatements statements) {
        TableRows.forIds(driver, statements, "DELETE FROM imports WHERE file_id", removed);
        added.send(driver, statements);
    }
}
