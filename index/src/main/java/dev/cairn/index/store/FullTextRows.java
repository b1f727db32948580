package dev.cairn.index.store;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.index.extract.SearchWords;
import dev.cairn.index.extract.SourceFacts;
import dev.cairn.index.statement.IndexStatements;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    void addPiece(long id, String name, String content, Optional<String> docstring) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(id);
        row.addAll(
                statements.pieceWords(
                        SearchWords.of(content),
                        SearchWords.of(name),
                        docstring.map(SearchWords::of).orElse(null)));
        pieces.addRow(row);
    }

    void addFile(long id, String path, SourceFacts facts) {
        Set<String> words = new LinkedHashSet<>();
        SearchWords.addAll(path, words);
        SearchWords.addAll(facts.text(), words);
        files.add(id, statements.fileWords(String.join(" ", words)));
        trigrams.add(id, statements.fileTrigrams(facts.text()));
    }

    void send(DatabaseDriver driver) {
        pieces.send(driver, statements);
        files.send(driver, statements);
        trigrams.send(driver, statements);
    }
}
