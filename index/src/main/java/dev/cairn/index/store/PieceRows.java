package dev.cairn.index.store;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.index.extract.Definition;
import dev.cairn.index.extract.TextChunk;
import dev.cairn.index.statement.IdBlock;
import dev.cairn.index.statement.IndexStatements;
import dev.cairn.index.store.StoredFile.PieceKey;
import dev.cairn.index.store.StoredFile.StoredPiece;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of the texts of files, and their words in the full-text index. A piece whose words are
 * the same as before keeps its row.
 */
final class PieceRows {

    private final List<Long> removed = new ArrayList<>();
    private final TableRows moved =
            new TableRows("UPDATE code_content SET entity_id = ?, line = ? WHERE id = ?");
    private final TableRows added =
            new TableRows(
                    "INSERT INTO code_content (id, file_id, entity_type, entity_id, entity_name,"
                            + " line, content, docstring) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    private final TableRows words;
    private final IdBlock ids;

    PieceRows(DatabaseDriver driver, IndexStatements statements) {
        this.words = new TableRows(statements.insertPiece());
        this.ids = IdBlock.of(driver, statements.pieceIds());
    }

    /** Adds the pieces of a file whose first definition has an id. */
    void add(
            long fileId,
            long firstDefinition,
            FileChange.Indexed change,
            FileTexts made,
            StoredFile stored) {
        int last = made.chunks().size() - 1;
        boolean isNew = false;
        for (int i = 0; i <= last; i++) {
            Piece piece = Piece.of(change, made, i);
            Optional<StoredPiece> same = stored.takePiece(piece.key());
            // The largest id is the revision of the index, so a change of a file must add one.
            if (same.isPresent() && (isNew || i < last)) {
                move(same.get(), piece, firstDefinition);
            } else {
                same.map(StoredPiece::id).ifPresent(removed::add);
                long id = ids.take(1);
                add(id, fileId, piece, firstDefinition);
                words.addRow(withId(id, made.pieceWords(i)));
                isNew = true;
            }
        }
        removed.addAll(stored.otherPieces());
    }

    private void move(StoredPiece stored, Piece piece, long firstDefinition) {
        @Nullable Long definition = piece.definition(firstDefinition);
        if (stored.definition() != (definition == null ? 0 : definition)
                || stored.line() != piece.line) {
            moved.add(definition, piece.line, stored.id());
        }
    }

    private void add(long id, long fileId, Piece piece, long firstDefinition) {
        added.add(
                id,
                fileId,
                piece.kind,
                piece.definition(firstDefinition),
                piece.name,
                piece.line,
                piece.content,
                piece.definition < 0 ? piece.docstring : null);
    }

    private static List<@Nullable Object> withId(long id, List<@Nullable Object> words) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(id);
        row.addAll(words);
        return row;
    }

    void send(DatabaseDriver driver, IndexStatements statements) {
        TableRows.forIds(driver, statements, "DELETE FROM code_content WHERE id", removed);
        moved.send(driver, statements);
        added.send(driver, statements);
        words.send(driver, statements);
    }

    /** A piece of the new text: of a definition, which is counted from 0, or of the file, -1. */
    private record Piece(
            int definition,
            String kind,
            String name,
            int line,
            Object content,
            @Nullable Object docstring) {

        static Piece of(FileChange.Indexed change, FileTexts made, int place) {
            TextChunk chunk = made.chunks().get(place);
            if (chunk.definition() < 0) {
                String path = change.file().path();
                return new Piece(
                        -1,
                        "file",
                        path.substring(path.lastIndexOf('/') + 1),
                        chunk.line(),
                        made.content(place),
                        made.docstring());
            }
            Definition definition = change.facts().definitions().get(chunk.definition());
            return new Piece(
                    chunk.definition(),
                    definition.kind().id(),
                    definition.name(),
                    chunk.line(),
                    made.content(place),
                    made.docstring(chunk.definition()));
        }

        PieceKey key() {
            return PieceKey.of(kind, name, content, docstring);
        }

        @Nullable Long definition(long first) {
            return definition < 0 ? null : first + definition;
        }
    }
}
