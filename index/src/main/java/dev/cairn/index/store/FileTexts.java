package dev.cairn.index.store;

import dev.cairn.index.extract.Definition;
import dev.cairn.index.extract.DefinitionText;
import dev.cairn.index.extract.SourceFacts;
import dev.cairn.index.extract.TextChunk;
import dev.cairn.index.extract.WordReader;
import dev.cairn.index.statement.IndexStatements;
import dev.cairn.index.statement.TextPacker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one file as they are stored and searched. Made before the transaction that writes
 * them, because it takes most of the time, and other writers wait for the transaction.
 */
final class FileTexts {

    private final List<TextChunk> chunks;
    private final List<List<@Nullable Object>> pieceWords = new ArrayList<>();
    private final List<Object> contents = new ArrayList<>();
    private final List<Optional<Object>> docstrings;
    private final Optional<Object> docstring;
    private final List<Optional<byte[]>> hashes;
    private final Object words;
    private final Object trigrams;

    private FileTexts(FileChange.Indexed change, Maker maker) {
        SourceFacts facts = change.facts();
        String path = change.file().path();
        String name = path.substring(path.lastIndexOf('/') + 1);
        // The empty piece of a file that is known by its name only is what it is found by.
        this.chunks =
                change.content().coverage() == Coverage.NAME
                        ? List.of(new TextChunk(-1, 1, ""))
                        : facts.chunks();
        // A text without definitions is one piece, so its words are read once for both indexes.
        boolean isOnePiece =
                chunks.size() == 1 && chunks.getFirst().content().equals(facts.text());
        String pieceOfAll = isOnePiece ? maker.reader.words(facts.text()) : "";
        this.words =
                maker.statements.fileWords(
                        isOnePiece
                                ? maker.reader.further(path) + " " + pieceOfAll
                                : maker.reader.words(path, facts.text()));
        for (TextChunk chunk : chunks) {
            Optional<Definition> of =
                    chunk.definition() < 0
                            ? Optional.empty()
                            : Optional.of(facts.definitions().get(chunk.definition()));
            pieceWords.add(
                    maker.words(
                            isOnePiece ? pieceOfAll : maker.reader.words(chunk.content()),
                            of.map(Definition::name).orElse(name),
                            of.map(Definition::docstring).orElse(facts.docstring())));
            contents.add(maker.packed(chunk.content()));
        }
        this.docstrings =
                facts.definitions().stream()
                        .map(definition -> definition.docstring().map(maker::packed))
                        .toList();
        this.docstring = facts.docstring().map(maker::packed);
        this.hashes = facts.texts().stream().map(text -> text.map(DefinitionText::hash)).toList();
        this.trigrams = maker.statements.fileTrigrams(facts.text());
    }

    /** Makes the texts of one file after the other; to be used by one thread. */
    static final class Maker {

        private final IndexStatements statements;
        private final WordReader reader = new WordReader();
        private final TextPacker packer = new TextPacker();

        Maker(IndexStatements statements) {
            this.statements = statements;
        }

        FileTexts of(FileChange.Indexed change) {
            return new FileTexts(change, this);
        }

        private List<@Nullable Object> words(
                String contentWords, String name, Optional<String> docstring) {
            return statements.pieceWords(
                    contentWords,
                    reader.words(name),
                    docstring.map(reader::words).orElse(null));
        }

        private Object packed(String text) {
            return statements.packsTexts() ? packer.packed(text) : text;
        }
    }

    /** Returns the pieces of the file. */
    List<TextChunk> chunks() {
        return chunks;
    }

    /** Returns the content of a piece as it is stored. */
    Object content(int chunk) {
        return contents.get(chunk);
    }

    /** Returns the words of a piece, a value for each column of the full-text index. */
    List<@Nullable Object> pieceWords(int chunk) {
        return pieceWords.get(chunk);
    }

    /** Returns the documentation of a definition as it is stored; null if it has none. */
    @Nullable Object docstring(int definition) {
        return docstrings.get(definition).orElse(null);
    }

    /** Returns what the file says about itself, as it is stored; null if it says nothing. */
    @Nullable Object docstring() {
        return docstring.orElse(null);
    }

    /** Returns the hash of a definition's text; null if it is not searched by meaning. */
    byte @Nullable [] hash(int definition) {
        return hashes.get(definition).orElse(null);
    }

    /** Returns the words of the whole file. */
    Object words() {
        return words;
    }

    /** Returns the trigrams of the whole file. */
    Object trigrams() {
        return trigrams;
    }
}
