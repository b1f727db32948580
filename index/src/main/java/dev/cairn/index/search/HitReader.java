package dev.cairn.index.search;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.index.answer.FileState;
import dev.cairn.index.search.SearchAnswer.FileHits;
import dev.cairn.index.search.SearchHit.ContextLine;
import dev.cairn.index.search.Snippet.Mark;
import dev.cairn.index.search.line.MatchedLine;
import dev.cairn.index.search.line.SourceFiles;
import dev.cairn.index.search.query.Query;
import dev.cairn.index.statement.IndexStatements;
import dev.cairn.index.statement.TextPacker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads what is shown of the hits of one page: the best line, the lines around it, the state. */
final class HitReader {

    private final DatabaseDriver driver;
    private final WordMarks marks;
    private final int context;
    private final Map<Long, PieceText> texts = new HashMap<>();
    private final Map<Long, List<String>> lines = new HashMap<>();

    private record PieceText(long firstLine, String content, String docstring) {}

    HitReader(DatabaseDriver driver, Query query, int context) {
        this.driver = driver;
        this.context = context;
        this.marks = new WordMarks(query.words());
    }

    /** Returns the hits by file, the file of the best hit first. */
    List<FileHits> read(List<Found> page) {
        readTexts(page);
        EnclosingDefinitions around = EnclosingDefinitions.of(driver, page);
        Map<Long, FileRow> files = new LinkedHashMap<>();
        Map<Long, List<Found>> byFile = new LinkedHashMap<>();
        for (Found found : page) {
            files.putIfAbsent(found.file().id(), found.file());
            byFile.computeIfAbsent(found.file().id(), _ -> new ArrayList<>()).add(found);
        }
        List<FileHits> result = new ArrayList<>();
        for (FileRow file : files.values()) {
            FileState state =
                    SourceFiles.state(file.root(), file.path(), file.size(), file.modifiedNanos());
            List<SearchHit> hits =
                    Objects.requireNonNull(byFile.get(file.id())).stream()
                            .map(found -> hit(found, around))
                            .toList();
            result.add(
                    new FileHits(
                            file.project(),
                            file.path(),
                            file.language(),
                            state,
                            hits,
                            file.indexed()));
        }
        return result;
    }

    private void readTexts(List<Found> page) {
        List<Long> ids =
                page.stream().map(found -> found.place().piece()).filter(id -> id > 0).toList();
        if (ids.isEmpty()) {
            return;
        }
        try (Rows rows =
                driver.query(
                        "SELECT c.id, c.line, c.content, coalesce(d.docstring, c.docstring)"
                                + " FROM code_content c"
                                + " LEFT JOIN definitions d ON d.id = c.entity_id"
                                + " WHERE c.id IN "
                                + IndexStatements.of(driver).ids(),
                        ids.toString())) {
            while (rows.next()) {
                texts.put(
                        rows.integer(0),
                        new PieceText(
                                rows.integer(1),
                                TextPacker.text(rows, 2).orElse(""),
                                TextPacker.text(rows, 3).orElse("")));
            }
        }
    }

    private SearchHit hit(Found found, EnclosingDefinitions around) {
        Optional<MatchedLine> matched = found.matched();
        if (matched.isPresent()) {
            Found.Place place = around.at(found);
            MatchedLine line = matched.get();
            return hit(found, place, line.number(), Snippet.of(line.text(), line.marks()));
        }
        Found.Place place = found.place();
        BestLine best = bestLine(found);
        return hit(found, place, best.line(), best.snippet());
    }

    private SearchHit hit(Found found, Found.Place place, long line, Snippet snippet) {
        return new SearchHit(
                found.file().path(),
                line,
                place.kind(),
                place.name(),
                place.qualifiedName(),
                place.signature(),
                snippet,
                context == 0 ? List.of() : around(found.file(), line),
                found.score());
    }

    private record BestLine(long line, Snippet snippet) {}

    private BestLine bestLine(Found found) {
        Found.Place place = found.place();
        PieceText text = texts.get(place.piece());
        boolean definition = place.definition() > 0;
        boolean named = definition && !marks.in(place.name()).isEmpty();
        if (text == null || named) {
            String shown = place.signature().isEmpty() ? place.name() : place.signature();
            return new BestLine(place.line(), Snippet.of(shown, marks.in(shown)));
        }
        Candidate code = best(text.content);
        Candidate docs = best(text.docstring);
        if (docs.marks.size() > code.marks.size()) {
            return new BestLine(definition ? place.line() : 1, Snippet.of(docs.text, docs.marks));
        }
        if (code.marks.isEmpty() && definition) {
            return new BestLine(place.line(), Snippet.of(place.signature(), List.of()));
        }
        return new BestLine(text.firstLine + code.index, Snippet.of(code.text, code.marks));
    }

    private record Candidate(int index, String text, List<Mark> marks) {}

    private Candidate best(String text) {
        Candidate best = new Candidate(0, text.lines().findFirst().orElse(""), List.of());
        int index = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            List<Mark> found = marks.in(line);
            if (found.size() > best.marks.size()) {
                best = new Candidate(index, line, found);
            }
            index++;
        }
        return best;
    }

    private List<ContextLine> around(FileRow file, long line) {
        List<String> all =
                lines.computeIfAbsent(
                        file.id(),
                        _ ->
                                SourceFiles.text(file.root(), file.path())
                                        .map(text -> List.of(text.split("\r?\n", -1)))
                                        .orElse(List.of()));
        List<ContextLine> around = new ArrayList<>();
        long last = Math.min(all.size(), line + context);
        for (long number = Math.max(1, line - context); number <= last; number++) {
            around.add(new ContextLine(number, all.get((int) number - 1)));
        }
        return around;
    }
}
