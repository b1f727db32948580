package dev.cairn.index.search;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.index.answer.NearestNames;
import dev.cairn.index.search.query.Field;
import dev.cairn.index.search.query.QualifiedName;
import dev.cairn.index.search.query.Restriction;
import dev.cairn.index.statement.IndexStatements;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Searches for definitions by their names. */
public final class NameSearch {

    private static final int MOST = 1_000;
    private static final int MOST_NAMES = 300_000;
    private static final int MOST_SUGGESTIONS = 5;

    private NameSearch() {}

    /** Returns the definitions with a name, best first; a qualified one must fit at its end. */
    static List<Found> named(
            DatabaseDriver driver, List<Restriction> restrictions, String name, int tier) {
        return QualifiedName.of(name)
                .map(qualified -> named(driver, restrictions, qualified, tier))
                .orElse(List.of());
    }

    static List<Found> named(
            DatabaseDriver driver, List<Restriction> restrictions, QualifiedName name, int tier) {
        FileCondition condition =
                FileCondition.of(
                        IndexStatements.of(driver), restrictions, FileCondition.Of.DEFINITIONS);
        PieceQueries queries = new PieceQueries(driver, condition);
        IndexStatements statements = IndexStatements.of(driver);
        String where = statements.sameName("d.name");
        List<Object> values = new ArrayList<>(List.of(name.name()));
        if (name.isQualified()) {
            where += " AND '.' || d.qualified_name " + statements.like() + " ? ESCAPE '\\'";
            values.add("%." + FileCondition.likePattern(name.dotted()));
        }
        List<Found> found = queries.definitions(where, values, new NameRank(name.name()), MOST);
        return inTier(OwnerUse.ranked(driver, found), tier);
    }

    /** Returns the definitions that fulfil restrictions alone, such as {@code name:open*}. */
    static FoundHits restricted(
            DatabaseDriver driver, List<Restriction> restrictions, boolean caseSensitive) {
        FoundHits hits = new FoundHits();
        List<Restriction> simple = new ArrayList<>();
        QualifiedName qualified = null;
        for (Restriction restriction : restrictions) {
            QualifiedName name =
                    restriction.field() == Field.NAME && restriction.values().size() == 1
                            ? QualifiedName.of(restriction.values().getFirst()).orElse(null)
                            : null;
            if (name != null && !restriction.negated()) {
                qualified = name;
            } else {
                simple.add(restriction);
            }
        }
        List<Found> found =
                qualified == null ? all(driver, simple) : named(driver, simple, qualified, 0);
        String exact = qualified == null ? "" : qualified.name();
        hits.add(
                found.stream()
                        .filter(some ->
                                !caseSensitive
                                        || exact.isEmpty()
                                        || some.place().name().equals(exact))
                        .toList());
        if (found.size() >= MOST) {
            hits.isBounded();
        }
        return hits;
    }

    private static List<Found> all(DatabaseDriver driver, List<Restriction> restrictions) {
        FileCondition condition =
                FileCondition.of(
                        IndexStatements.of(driver), restrictions, FileCondition.Of.DEFINITIONS);
        return new PieceQueries(driver, condition)
                .definitions("1 = 1", List.of(), new NameRank(""), MOST);
    }

    private static List<Found> inTier(List<Found> found, int tier) {
        return found.stream()
                .map(some ->
                        new Found(some.file(), some.place(), tier, some.score(), some.matched()))
                .toList();
    }

    /** Returns names of definitions that are nearly written so, the nearest first. */
    public static List<String> nearest(DatabaseDriver driver, String name) {
        String last = QualifiedName.of(name).map(QualifiedName::name).orElse(name);
        List<String> parts = NearestNames.parts(last);
        String contains = IndexStatements.of(driver).contains("lower(name)", "?");
        List<Object> values = new ArrayList<>(List.of(last.length() - 3, last.length() + 3));
        values.addAll(parts);
        values.add(MOST_NAMES);
        List<String> names = new ArrayList<>();
        try (Rows rows =
                driver.query(
                        "SELECT DISTINCT name FROM definitions WHERE length(name) BETWEEN ? AND ?"
                                + " AND ("
                                + String.join(" OR ", Collections.nCopies(parts.size(), contains))
                                + ") LIMIT ?",
                        values.toArray())) {
            while (rows.next()) {
                names.add(rows.requiredText(0));
            }
        }
        return NearestNames.of(last, names, MOST_SUGGESTIONS);
    }
}
