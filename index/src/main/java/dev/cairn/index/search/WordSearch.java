package dev.cairn.index.search;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.index.language.Languages;
import dev.cairn.index.search.PieceQueries.Piece;
import dev.cairn.index.search.PieceQueries.Ranked;
import dev.cairn.index.search.query.Query;
import dev.cairn.index.search.query.QueryItem;
import dev.cairn.index.statement.IndexStatements;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Searches for words, in this order: definitions of the name, definitions whose names have all
 * words, pieces of files that have all, files that have all in different places, and, where these
 * are fewer than are shown, pieces that have some.
 */
final class WordSearch {

    private static final int NAME = 0;
    private static final int IN_NAME = 1;
    private static final int IN_PIECE = 2;
    private static final int IN_FILE = 3;
    private static final int BY_MEANING = 4;
    private static final int SOME = 5;

    /** How many files with all words are looked into for the best place, at most. */
    private static final int MOST_FILES = 40;

    /** How many for each hit that is still wanted, so that the better of them are shown. */
    private static final int FILES_FOR_A_HIT = 2;

    private static final int MOST_FILES_COUNTED = 1_000;

    /** How many pieces of the rarer words of a question are ranked. */
    private static final int MOST_OF_QUESTION = 20_000;

    private final DatabaseDriver driver;
    private final IndexStatements statements;
    private final Query query;
    private final PieceQueries pieces;
    private final FileCondition files;
    private final int wanted;
    private final Supplier<List<Found>> near;
    private final FoundHits hits = new FoundHits();

    /**
     * Makes a search.
     *
     * @param wanted how many hits are to be shown on this page and those before it
     */
    WordSearch(DatabaseDriver driver, Query query, int wanted) {
        this(driver, query, wanted, List::of);
    }

    /**
     * Makes a search that may be filled up.
     *
     * @param near finds what the words mean, the nearest first; asked if too few hits have all
     *     words
     */
    WordSearch(DatabaseDriver driver, Query query, int wanted, Supplier<List<Found>> near) {
        this.near = near;
        this.driver = driver;
        this.query = query;
        this.wanted = wanted;
        this.statements = IndexStatements.of(driver);
        this.pieces =
                new PieceQueries(
                        driver,
                        FileCondition.of(
                                statements, query.restrictions(), FileCondition.Of.PIECES));
        this.files = FileCondition.of(statements, query.restrictions(), FileCondition.Of.FILES);
    }

    FoundHits run() {
        if (query.isQuestion()) {
            some(MOST_OF_QUESTION);
            return hits;
        }
        named();
        String all = expression(" AND ");
        add(pieces.ranked("entity_name : " + all, IN_NAME, PieceQueries.MOST_RANKED));
        add(pieces.ranked(all, IN_PIECE, PieceQueries.MOST_RANKED));
        tagged();
        if (query.words().size() > 1) {
            inFiles(all);
            if (hits.size() < wanted) {
                int before = hits.size();
                near.get().forEach(found -> hits.add(List.of(found.inTier(BY_MEANING))));
                some(PieceQueries.MOST_RANKED);
                if (hits.size() > before) {
                    hits.isFilledUp();
                }
            }
        }
        return hits;
    }

    /** A word that is a tag stands for the files that have the tag; the others must be in them. */
    private void tagged() {
        TaggedFiles tagged = new TaggedFiles(driver, query.restrictions());
        for (int i = 0; i < query.words().size(); i++) {
            Optional<String> tag = tagged.tag(query.words().get(i).text());
            String others = allBut(i);
            if (tag.isPresent() && !others.isEmpty()) {
                FileCondition condition =
                        FileCondition.of(
                                statements, tagged.with(tag.get()), FileCondition.Of.PIECES);
                add(
                        new PieceQueries(driver, condition)
                                .ranked(
                                        withoutUnwanted("(" + others + ")"),
                                        IN_FILE,
                                        PieceQueries.MOST_RANKED));
            } else if (tag.isPresent() && Languages.named(tag.get()).isEmpty()) {
                hits.add(tagged.files(tag.get(), IN_FILE));
            }
        }
    }

    private String allBut(int word) {
        List<String> expressions = new ArrayList<>();
        for (int i = 0; i < query.words().size(); i++) {
            if (i != word) {
                expressions.add(query.words().get(i).expression());
            }
        }
        return String.join(" AND ", expressions);
    }

    private void add(Ranked ranked) {
        hits.add(ranked.found());
        if (!ranked.all()) {
            hits.isBounded();
        }
    }

    private void named() {
        if (query.words().size() == 1 && query.words().getFirst() instanceof QueryItem.Word word) {
            hits.add(NameSearch.named(driver, query.restrictions(), word.text(), NAME));
        }
    }

    private String expression(String operator) {
        return withoutUnwanted(
                query.words().stream()
                        .map(QueryItem.Indexed::expression)
                        .collect(Collectors.joining(operator, "(", ")")));
    }

    private String withoutUnwanted(String expression) {
        String result = expression;
        for (QueryItem item : query.unwanted()) {
            if (item instanceof QueryItem.Indexed indexed) {
                result = "(" + result + " NOT " + indexed.expression() + ")";
            }
        }
        return result;
    }

    /** Adds the best place of each file that has all words, though no piece of it has. */
    private void inFiles(String all) {
        List<Long> more = new ArrayList<>();
        Set<Long> known = hits.files();
        List<Object> parameters = new ArrayList<>(List.of(statements.words(all)));
        parameters.addAll(files.parameters());
        parameters.add(MOST_FILES_COUNTED);
        try (Rows rows =
                driver.query(
                        "SELECT f.id FROM files f JOIN projects p ON p.id = f.project_id WHERE "
                                + statements.filesWithWords()
                                + files.sql()
                                + " LIMIT ?",
                        parameters.toArray())) {
            int count = 0;
            while (rows.next()) {
                count++;
                if (!known.contains(rows.integer(0))) {
                    more.add(rows.integer(0));
                }
            }
            if (count == MOST_FILES_COUNTED) {
                hits.isBounded();
            }
        }
        if (hits.size() < wanted) {
            int most = Math.min(MOST_FILES, FILES_FOR_A_HIT * (wanted - hits.size()));
            bestPlaces(more.subList(0, Math.min(most, more.size())));
            more.stream().skip(most).forEach(file -> hits.count(file, 1));
        } else {
            more.forEach(file -> hits.count(file, 1));
        }
    }

    private void bestPlaces(List<Long> of) {
        if (of.isEmpty()) {
            return;
        }
        WordMarks marks = new WordMarks(query.words());
        Map<Long, Found> best = new HashMap<>();
        for (Piece piece : pieces.pieces(of)) {
            double score =
                    (marks.wordsIn(piece.content())
                                    + 2 * marks.wordsIn(piece.place().name())
                                    + piece.docstring().map(marks::wordsIn).orElse(0))
                            * piece.file().weight();
            Found found = new Found(piece.file(), piece.place(), IN_FILE, score, Optional.empty());
            best.merge(piece.file().id(), found, (a, b) -> b.score() > a.score() ? b : a);
        }
        hits.add(List.copyOf(best.values()));
    }

    /**
     * Adds the pieces that have some of the words. What very many pieces have says little and would
     * take most of the time, so the rarer words choose the pieces.
     */
    private void some(int most) {
        Map<String, Long> counts = new HashMap<>();
        for (QueryItem.Indexed word : query.words()) {
            counts.put(word.expression(), pieces.count(word.expression(), most + 1));
        }
        List<Map.Entry<String, Long>> rarest =
                counts.entrySet().stream()
                        .filter(entry -> entry.getValue() > 0)
                        .sorted((a, b) -> Long.compare(a.getValue(), b.getValue()))
                        .toList();
        List<String> chosen = new ArrayList<>();
        long sum = 0;
        for (Map.Entry<String, Long> word : rarest) {
            sum += word.getValue();
            if (chosen.isEmpty() || sum <= most) {
                chosen.add(word.getKey());
            }
        }
        if (!chosen.isEmpty()) {
            String any = withoutUnwanted("(" + String.join(" OR ", chosen) + ")");
            add(pieces.ranked(any, SOME, most));
        }
        if (chosen.size() < rarest.size()) {
            hits.isBounded();
        }
    }
}
