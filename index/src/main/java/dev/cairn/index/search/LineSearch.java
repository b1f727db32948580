package dev.cairn.index.search;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.index.search.line.Deadline;
import dev.cairn.index.search.line.FileLines;
import dev.cairn.index.search.line.LineMatcher;
import dev.cairn.index.search.line.MatchedLine;
import dev.cairn.index.search.line.SourceFiles;
import dev.cairn.index.search.query.Query;
import dev.cairn.index.search.query.QueryItem;
import dev.cairn.index.statement.IndexStatements;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Searches for texts and patterns. The index says which files may have them, and the files are read
 * to know: so what is found are the lines as they are now.
 */
final class LineSearch {

    private static final int MOST_FILES = 200_000;

    /** How long hits are counted that are not shown. The answer says that there are more. */
    private static final Duration COUNTING = Duration.ofMillis(10);

    /** In so many files they are counted however long it takes: a small tree is counted whole. */
    private static final int LEAST_COUNTED_FILES = 16;

    private final DatabaseDriver driver;
    private final IndexStatements statements;
    private final Query query;
    private final FileCondition condition;
    private final List<LineMatcher> wanted;
    private final List<LineMatcher> unwanted;
    private final Deadline deadline;
    private boolean complete = true;

    LineSearch(DatabaseDriver driver, Query query, boolean caseSensitive, Deadline deadline) {
        this.driver = driver;
        this.statements = IndexStatements.of(driver);
        this.query = query;
        this.deadline = deadline;
        this.condition = FileCondition.of(statements, query.restrictions(), FileCondition.Of.FILES);
        this.wanted =
                query.texts().stream()
                        .map(text -> LineMatcher.of(text, caseSensitive, query.text()))
                        .toList();
        this.unwanted =
                query.unwanted().stream()
                        .filter(QueryItem.OfText.class::isInstance)
                        .map(item ->
                                LineMatcher.of(
                                        (QueryItem.OfText) item, caseSensitive, query.text()))
                        .toList();
    }

    /**
     * Adds the lines that match.
     *
     * @param needed how many hits are to be shown on this page and those before it, and one more
     * @param countAll whether the others are counted too, as long as the time lasts
     */
    void addTo(FoundHits hits, int needed, boolean countAll) {
        List<FileRow> files = candidates();
        Deadline counting = deadline;
        int counted = 0;
        for (FileRow file : files) {
            boolean full = hits.size() >= needed;
            if (full && counted++ == 0 && !countAll) {
                counting = deadline.butAfter(COUNTING);
            }
            if ((counted > LEAST_COUNTED_FILES ? counting : deadline).isOver()) {
                complete &= full;
                hits.isBounded();
                return;
            }
            search(file, hits, full, needed);
        }
        if (files.size() == MOST_FILES) {
            hits.isBounded();
        }
    }

    /** Returns whether all files that may match were read within the time. */
    boolean isComplete() {
        return complete;
    }

    private void search(FileRow file, FoundHits hits, boolean full, int needed) {
        Optional<String> text = SourceFiles.text(file.root(), file.path());
        List<MatchedLine> lines = new ArrayList<>();
        boolean done =
                text.isEmpty() || new FileLines(wanted, unwanted, deadline).find(text.get(), lines);
        if (!done) {
            complete = false;
            hits.isBounded();
        }
        if (full) {
            hits.count(file.id(), lines.size());
            return;
        }
        for (int i = 0; i < lines.size(); i++) {
            if (hits.size() >= needed) {
                hits.count(file.id(), lines.size() - i);
                return;
            }
            MatchedLine line = lines.get(i);
            Found.Place place = Found.Place.ofLine(file, line.number());
            hits.addLine(new Found(file, place, 0, 0, Optional.of(line)));
        }
    }

    private List<FileRow> candidates() {
        List<Object> parameters = new ArrayList<>();
        StringBuilder sql =
                new StringBuilder("SELECT ")
                        .append(FileRow.columns(statements))
                        .append(" FROM files f JOIN projects p ON p.id = f.project_id")
                        .append(" WHERE 1 = 1");
        for (LineMatcher matcher : wanted) {
            if (!matcher.candidates().isEveryFile()) {
                sql.append(" AND ").append(statements.filesWithTrigrams());
                parameters.add(statements.trigrams(matcher.candidates().alternatives()));
            }
        }
        for (QueryItem.Indexed word : query.words()) {
            sql.append(" AND ").append(statements.filesWithWords());
            parameters.add(statements.words(word.expression()));
        }
        addUnwantedWords(sql, parameters);
        sql.append(condition.sql()).append(" LIMIT ").append(MOST_FILES);
        parameters.addAll(condition.parameters());
        List<FileRow> files = new ArrayList<>();
        try (Rows rows = driver.query(sql.toString(), parameters.toArray())) {
            while (rows.next()) {
                files.add(FileRow.read(rows, 0));
            }
        }
        files.sort(FileRow::heaviestFirst);
        return files;
    }

    private void addUnwantedWords(StringBuilder sql, List<Object> parameters) {
        for (QueryItem item : query.unwanted()) {
            if (item instanceof QueryItem.Indexed indexed) {
                sql.append(" AND NOT ").append(statements.filesWithWords());
                parameters.add(statements.words(indexed.expression()));
            }
        }
    }
}
