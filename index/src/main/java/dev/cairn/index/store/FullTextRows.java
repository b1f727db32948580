package dev.cairn.index.store;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.index.extract.SearchWords;
import dev.cairn.index.extract.SourceFacts;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The entries of the full-text indexes for the files of one transaction. */
final class FullTextRows {

    private final TableRows pieces =
            new TableRows(
                    "INSERT INTO code_content_fts (rowid, content, entity_name, docstring)"
                            + " VALUES (?, ?, ?, ?)");
    private final TableRows files =
            new TableRows("INSERT INTO files_fts (rowid, words) VALUES (?, ?)");
    private final TableRows trigrams =
            new TableRows("INSERT INTO files_trigrams (rowid, text) VALUES (?, ?)");

    void addPiece(long id, String name, String content, Optional<String> docstring) {
        pieces.add(
                id,
                SearchWords.of(content),
                SearchWords.of(name),
                docstring.map(SearchWords::of).orElse(null));
    }

    void addFile(long id, String path, SourceFacts facts) {
        Set<String> words = new LinkedHashSet<>();
        SearchWords.addAll(path, words);
        SearchWords.addAll(facts.text(), words);
        files.add(id, String.join(" ", words));
        trigrams.add(id, facts.text());
    }

    void send(DatabaseDriver driver) {
        pieces.send(driver);
        files.send(driver);
        trigrams.send(driver);
    }
}
