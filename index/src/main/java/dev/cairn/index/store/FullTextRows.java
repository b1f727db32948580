package dev.cairn.index.store;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.index.extract.SourceFacts;
import dev.cairn.index.extract.WordReader;
import dev.cairn.index.statement.IndexStatements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The entries of the full-text indexes for the files of one transaction. */
final class FullTextRows {

    private final IndexStatements statements;
    private final WordReader words;
    private final TableRows pieces;
    private final TableRows files;
    private final TableRows trigrams;

    FullTextRows(IndexStatements statements, WordReader words) {
        this.statements = statements;
        this.words = words;
        this.pieces = new TableRows(statements.insertPiece());
        this.files = new TableRows(statements.insertFileWords());
        this.trigrams = new TableRows(statements.insertFileTrigrams());
    }

    void addPiece(long id, String name, String content, Optional<String> docstring) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(id);
        row.addAll(
                statements.pieceWords(
                        words.words(content),
                        words.words(name),
                        docstring.map(words::words).orElse(null)));
        pieces.addRow(row);
    }

    void addFile(long id, String path, SourceFacts facts) {
        files.add(id, statements.fileWords(words.words(path, facts.text())));
        trigrams.add(id, statements.fileTrigrams(facts.text()));
    }

    void send(DatabaseDriver driver) {
        pieces.send(driver, statements);
        files.send(driver, statements);
        trigrams.send(driver, statements);
    }
}
