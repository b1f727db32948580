package dev.cairn.index.search;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.index.meaning.MeaningQuestion;
import dev.cairn.index.meaning.MeaningSearch;
import dev.cairn.index.meaning.Nearest;
import dev.cairn.index.search.query.QualifiedName;
import dev.cairn.index.search.query.Query;
import dev.cairn.index.search.query.QueryItem;
import dev.cairn.index.search.query.SearchMode;
import dev.cairn.index.statement.IndexStatements;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Searches for what a question is about.
 *
 * <p>Where most definitions have vectors the order is that of their meanings, with the definitions
 * that the question names before and those that have its words after. Where few have vectors both
 * orders are mixed by the ranks in them (reciprocal rank fusion). Without vectors the words decide.
 */
final class QuestionSearch {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s,?!]+");
    private static final int NAMED = 0;
    private static final int NEAREST = 1;
    private static final int BY_MEANING = 2;
    private static final int BY_WORDS = 3;

    private static final int MOST_NAMED = 3;
    private static final int MOST_RANKED = 200;
    private static final double ENOUGH = 0.5;

    /** Fewer words are a name or keywords, whose meaning is no better than the words. */
    private static final int FEWEST_WORDS = 3;

    /** The constant of the paper on reciprocal rank fusion. */
    private static final double RANK_OFFSET = 60;

    /** What the best match of words is worth, as a part of the cosine of meanings. */
    private static final double WORTH_OF_WORDS = 0.06;

    private static final double WORTH_OF_FILE = 0.06;

    private static final double WEIGHT_OF_WORDS = 1;
    private static final double WEIGHT_OF_MEANING = 2;

    private final DatabaseDriver driver;
    private final Query query;
    private final int wanted;
    private final MeaningSearch meaning;
    private String semantic = "";

    /**
     * Makes a search.
     *
     * @param wanted how many hits are to be shown on this page and those before it
     */
    QuestionSearch(DatabaseDriver driver, Query query, int wanted, MeaningSearch meaning) {
        this.driver = driver;
        this.query = query;
        this.wanted = wanted;
        this.meaning = meaning;
    }

    /** Searches for words; where too few places have all of them, their meaning fills up. */
    FoundHits runForWords() {
        boolean prose =
                query.words().stream().filter(QuestionSearch::isPlain).count() >= FEWEST_WORDS;
        return (prose
                        ? new WordSearch(driver, query, wanted, this::near)
                        : new WordSearch(driver, query, wanted))
                .run();
    }

    private static boolean isPlain(QueryItem.Indexed item) {
        return item instanceof QueryItem.Word word && word.parts().isEmpty();
    }

    private List<Found> near() {
        if (nearest() instanceof Nearest.Found found && found.coverage().share() >= ENOUGH) {
            semantic = found.coverage().text();
            return definitions(driver, found, BY_MEANING);
        }
        return List.of();
    }

    private Nearest nearest() {
        int most = Math.min(MeaningQuestion.MOST, Math.max(wanted, MOST_RANKED));
        return meaning.nearest(
                new MeaningQuestion(
                        query.prose(), MeaningQuestion.Kind.QUESTION, query.restrictions(), most));
    }

    FoundHits run() {
        Nearest nearest = nearest();
        if (nearest instanceof Nearest.Found found) {
            semantic = found.coverage().text();
            return combined(found);
        }
        semantic = "by words: " + nearest.reasonForNone();
        return new WordSearch(driver, query, wanted).run();
    }

    /** Returns what the answer says about the search by meaning. */
    String semantic() {
        return semantic;
    }

    private FoundHits combined(Nearest.Found nearest) {
        List<Found> near = definitions(driver, nearest, BY_MEANING);
        FoundHits hits = new FoundHits();
        if (query.mode() == SearchMode.MEANING) {
            hits.add(near);
            hits.isBounded();
            return hits;
        }
        hits.add(named());
        FoundHits words = new WordSearch(driver, query, wanted).run();
        List<Found> ranked = words.page(0, Integer.MAX_VALUE);
        if (nearest.coverage().share() >= ENOUGH) {
            hits.add(supported(near, ranked));
            hits.add(ranked.stream().map(found -> found.inTier(BY_WORDS)).toList());
        } else {
            hits.add(fused(near, ranked));
        }
        hits.isBounded();
        return hits;
    }

    private static Found byWords(Found found, double score) {
        return new Found(found.file(), found.place(), BY_WORDS, score, found.matched());
    }

    /**
     * Returns the definitions that the question names: by what is no word of English, or by a name
     * with what is around it.
     */
    private List<Found> named() {
        List<String> names = new ArrayList<>();
        for (QueryItem.Indexed item : query.words()) {
            if (item instanceof QueryItem.Word word && !word.parts().isEmpty()) {
                names.add(word.text());
            }
        }
        for (String piece : BETWEEN_WORDS.split(query.prose(), -1)) {
            if (QualifiedName.of(piece).filter(QualifiedName::isQualified).isPresent()) {
                names.add(piece);
            }
        }
        List<Found> named = new ArrayList<>();
        for (String name : names) {
            NameSearch.named(driver, query.restrictions(), name, NAMED).stream()
                    .limit(MOST_NAMED)
                    .forEach(named::add);
        }
        return named;
    }

    /**
     * Returns what is near: the nearest first, then the others by their similarity, to which a
     * definition gets something added for the words of the question, and for a file of which the
     * question has the name.
     */
    private List<Found> supported(List<Found> near, List<Found> ranked) {
        double most = ranked.stream().mapToDouble(Found::score).max().orElse(1);
        Map<Long, Double> words = new HashMap<>();
        ranked.forEach(found -> words.put(found.key(), WORTH_OF_WORDS * found.score() / most));
        List<Found> supported = new ArrayList<>();
        for (Found found : near) {
            double file = isNamed(found.file()) ? WORTH_OF_FILE : 0;
            double score = found.score() + words.getOrDefault(found.key(), 0.0) + file;
            int tier = supported.isEmpty() ? NEAREST : BY_MEANING;
            supported.add(new Found(found.file(), found.place(), tier, score, found.matched()));
        }
        return supported;
    }

    /** Returns whether the question has the name of a file without its ending. */
    private boolean isNamed(FileRow file) {
        String name = file.path().substring(file.path().lastIndexOf('/') + 1);
        int ending = name.indexOf('.', 1);
        String plain = ending < 0 ? name : name.substring(0, ending);
        return query.words().stream().anyMatch(word -> word.text().equalsIgnoreCase(plain));
    }

    private static List<Found> fused(List<Found> near, List<Found> ranked) {
        Map<Long, Double> scores = new HashMap<>();
        Map<Long, Found> all = new HashMap<>();
        addRanks(near, WEIGHT_OF_MEANING, scores, all);
        addRanks(ranked, WEIGHT_OF_WORDS, scores, all);
        return all.entrySet().stream()
                .map(one -> byWords(one.getValue(), scores.getOrDefault(one.getKey(), 0.0)))
                .toList();
    }

    private static void addRanks(
            List<Found> list, double weight, Map<Long, Double> scores, Map<Long, Found> all) {
        for (int rank = 0; rank < list.size(); rank++) {
            Found found = list.get(rank);
            scores.merge(found.key(), weight / (RANK_OFFSET + rank + 1), Double::sum);
            all.putIfAbsent(found.key(), found);
        }
    }

    /** Returns those definitions that still have the text that was compared, the nearest first. */
    static List<Found> definitions(DatabaseDriver driver, Nearest.Found nearest, int tier) {
        Map<Long, Nearest.Near> near = new HashMap<>();
        nearest.definitions().forEach(one -> near.put(one.definition(), one));
        String ids = near.keySet().toString();
        near.keySet().retainAll(unchanged(driver, near, ids));
        FileCondition all =
                FileCondition.of(
                        IndexStatements.of(driver), List.of(), FileCondition.Of.DEFINITIONS);
        return new PieceQueries(driver, all)
                        .definitions(
                                "d.id IN " + IndexStatements.of(driver).ids(),
                                List.of(ids),
                                new NameRank(""),
                                MeaningQuestion.MOST)
                        .stream()
                        .filter(found -> near.containsKey(found.place().definition()))
                        .map(found -> withSimilarity(found, near, tier))
                        .sorted((a, b) -> Double.compare(b.score(), a.score()))
                        .toList();
    }

    private static List<Long> unchanged(
            DatabaseDriver driver, Map<Long, Nearest.Near> near, String ids) {
        List<Long> unchanged = new ArrayList<>();
        try (Rows rows =
                driver.query(
                        "SELECT id, text_hash FROM definitions"
                                + " WHERE text_hash IS NOT NULL AND id IN "
                                + IndexStatements.of(driver).ids(),
                        ids)) {
            while (rows.next()) {
                Nearest.Near one = near.get(rows.integer(0));
                byte[] hash = rows.blob(1);
                if (one != null
                        && hash != null
                        && one.textHash().equals(HexFormat.of().formatHex(hash))) {
                    unchanged.add(rows.integer(0));
                }
            }
        }
        return unchanged;
    }

    private static Found withSimilarity(Found found, Map<Long, Nearest.Near> near, int tier) {
        Nearest.Near one = near.get(found.place().definition());
        double similarity = one == null ? 0 : one.similarity();
        return new Found(found.file(), found.place(), tier, similarity, Optional.empty());
    }
}
