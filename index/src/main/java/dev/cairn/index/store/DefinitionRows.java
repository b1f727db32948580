package dev.cairn.index.store;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.index.extract.Definition;
import dev.cairn.index.extract.IdentifierParts;
import dev.cairn.index.statement.IdBlock;
import dev.cairn.index.statement.IndexStatements;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of definitions. Those of one file have ids in the order of the file, without gaps. A
 * file that changes keeps its ids where they suffice, so that only a definition that has another
 * name than its predecessor touches the index over names.
 */
final class DefinitionRows {

    /** So many ids stay free behind those of a file, for definitions that are added to it. */
    private static final int SPARE_IDS = 16;

    private static final String VALUES =
            "parent_id = ?, name_parts = ?, qualified_name = ?, kind = ?, line = ?, \"column\" = ?,"
                    + " end_line = ?, exported = ?, docstring = ?, decorators = ?, signature = ?,"
                    + " text_hash = ?";

    private final DatabaseDriver driver;
    private final List<Long> removed = new ArrayList<>();
    private final TableRows changed =
            new TableRows("UPDATE definitions SET " + VALUES + " WHERE id = ?");
    private final TableRows renamed =
            new TableRows("UPDATE definitions SET " + VALUES + ", name = ? WHERE id = ?");
    private final TableRows added =
            new TableRows(
                    "INSERT INTO definitions (parent_id, name_parts, qualified_name, kind, line,"
                            + " \"column\", end_line, exported, docstring, decorators, signature,"
                            + " text_hash, name, id, file_id)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    private final IdBlock ids;

    DefinitionRows(DatabaseDriver driver, IndexStatements statements) {
        this.driver = driver;
        this.ids = IdBlock.of(driver, statements.definitionIds(), SPARE_IDS);
    }

    /**
     * Adds the definitions of a file.
     *
     * @return the id of the first one
     */
    long add(long fileId, FileChange.Indexed change, FileTexts made, StoredFile stored) {
        List<Definition> definitions = change.facts().definitions();
        List<StoredFile.StoredDefinition> before = stored.definitions;
        boolean suffice =
                definitions.size() <= before.size() || hasRoom(before, definitions.size());
        int kept = suffice ? Math.min(before.size(), definitions.size()) : 0;
        before.subList(kept, before.size()).forEach(one -> removed.add(one.id()));
        long first =
                suffice && !before.isEmpty()
                        ? before.getFirst().id()
                        : ids.take(definitions.size() + SPARE_IDS);
        for (int i = 0; i < definitions.size(); i++) {
            Definition definition = definitions.get(i);
            List<@Nullable Object> row = values(definition, first, made.docstring(i), made.hash(i));
            boolean isKept = i < kept;
            if (isKept && before.get(i).name().equals(definition.name())) {
                row.add(first + i);
                changed.addRow(row);
            } else {
                row.add(definition.name());
                row.add(first + i);
                if (!isKept) {
                    row.add(fileId);
                }
                (isKept ? renamed : added).addRow(row);
            }
        }
        return first;
    }

    /** Returns whether the ids behind those of a file are free for so many definitions. */
    private boolean hasRoom(List<StoredFile.StoredDefinition> before, int count) {
        if (before.isEmpty()) {
            return false;
        }
        long last = before.getLast().id();
        long needed = before.getFirst().id() + count - 1;
        return needed <= last + SPARE_IDS
                && ids.isOneBlock(before.getFirst().id(), needed)
                && driver.queryValue(
                                "SELECT 1 FROM definitions WHERE id > ? AND id <= ? LIMIT 1",
                                last,
                                needed)
                        .isEmpty();
    }

    private static List<@Nullable Object> values(
            Definition definition, long first, @Nullable Object docstring, byte @Nullable [] hash) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(definition.parent() < 0 ? null : first + definition.parent());
        row.add(joined(IdentifierParts.of(definition.name()), " "));
        row.add(definition.qualifiedName());
        row.add(definition.kind().id());
        row.add(definition.line());
        row.add(definition.column());
        row.add(definition.endLine());
        row.add(definition.exported());
        row.add(docstring);
        row.add(joined(definition.decorators(), "\n"));
        row.add(definition.signature());
        row.add(hash);
        return row;
    }

    private static @Nullable String joined(Collection<String> words, String between) {
        return words.isEmpty() ? null : String.join(between, words);
    }

    void send(IndexStatements statements) {
        TableRows.forIds(driver, statements, "DELETE FROM definitions WHERE id", removed);
        changed.send(driver, statements);
        renamed.send(driver, statements);
        added.send(driver, statements);
    }
}
