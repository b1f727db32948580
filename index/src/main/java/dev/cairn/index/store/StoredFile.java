package dev.cairn.index.store;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows that the database has of a file whose content changed. Those that are the same for the
 * new content are kept: the names of one file are scattered over the indexes of all names, so that
 * deleting and inserting all of its rows writes a page for each name.
 */
final class StoredFile {

    final List<StoredDefinition> definitions = new ArrayList<>();
    final List<List<@Nullable Object>> imports = new ArrayList<>();
    final Map<SymbolKey, String> places = new HashMap<>();
    private final Map<PieceKey, Deque<StoredPiece>> pieces = new HashMap<>();

    /** A definition: its row, its name and its documentation as it is stored. */
    record StoredDefinition(long id, String name, @Nullable Object docstring) {}

    /** A piece of the text: its row, and what changes when text before it changes. */
    record StoredPiece(long id, long definition, long line) {}

    /** The key of a row of symbols within a file. */
    record SymbolKey(long name, int kind, long receiver) {}

    /** What the words of a piece are made of. A packed text is compared by its bytes. */
    record PieceKey(String kind, String name, Object content, Optional<Object> docstring) {

        static PieceKey of(String kind, String name, Object content, @Nullable Object docstring) {
            return new PieceKey(
                    kind,
                    name,
                    comparable(content),
                    Optional.ofNullable(docstring).map(PieceKey::comparable));
        }

        private static Object comparable(Object text) {
            return text instanceof byte[] packed ? ByteBuffer.wrap(packed) : text;
        }
    }

    void addPiece(PieceKey key, StoredPiece piece) {
        pieces.computeIfAbsent(key, _ -> new ArrayDeque<>()).add(piece);
    }

    /** Returns the row of a piece that has the same words, and takes it out. */
    Optional<StoredPiece> takePiece(PieceKey key) {
        return Optional.ofNullable(pieces.get(key)).map(Deque::poll);
    }

    /** Returns the rows of the pieces that were not taken out. */
    List<Long> otherPieces() {
        return pieces.values().stream().flatMap(Deque::stream).map(StoredPiece::id).toList();
    }

    /** Returns the documentation that a definition had; null if it had none, or is not there. */
    @Nullable Object docstring(long definition) {
        int place = definitions.isEmpty() ? -1 : (int) (definition - definitions.getFirst().id());
        return place < 0 || place >= definitions.size() ? null : definitions.get(place).docstring();
    }

    /** Returns whether the imports are these, line by line. */
    boolean hasImports(List<List<@Nullable Object>> others) {
        return Objects.equals(imports, others);
    }
}
