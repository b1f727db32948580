package dev.cairn.index.store;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.index.statement.IndexStatements;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entries of the full-text indexes for the files of one transaction. */
final class FullTextRows {

    private final IndexStatements statements;
    private final TableRows pieces;
    private final TableRows files;
    private final TableRows trigrams;

    FullTextRows(IndexStatements statements) {
        this.statements = statements;
        this.pieces = new TableRows(statements.insertPiece());
        this.files = new TableRows(statements.insertFileWords());
        this.trigrams = new TableRows(statements.insertFileTrigrams());
    }

    void addPiece(long id, List<@Nullable Object> words) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(id);
        row.addAll(words);
        pieces.addRow(row);
    }

    void addFile(long id, FileTexts texts) {
        files.add(id, texts.words());
        trigrams.add(id, texts.trigrams());
    }

    void send(DatabaseDriver driver) {
        pieces.send(driver, statements);
        files.send(driver, statements);
        trigrams.send(driver, statements);
    }
}
