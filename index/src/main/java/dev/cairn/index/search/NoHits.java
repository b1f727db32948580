package dev.cairn.index.search;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.answer.AnswerText;
import dev.cairn.index.answer.Plural;
import dev.cairn.index.search.query.Field;
import dev.cairn.index.search.query.Query;
import dev.cairn.index.search.query.QueryItem;
import dev.cairn.index.search.query.Restriction;
import dev.cairn.index.statement.IndexStatements;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why nothing was found.
 *
 * @param reason the reason, as a sentence
 * @param suggestions names that may have been meant
 */
record NoHits(String reason, List<String> suggestions) {

    /**
     * Finds the reason.
     *
     * @throws dev.cairn.index.search.query.QuerySyntaxException if the query names a file or folder
     *     that does not exist
     */
    static NoHits of(DatabaseDriver driver, AnswerFreshness freshness, Query query) {
        for (Restriction restriction : query.restrictions(Field.PATH)) {
            if (!restriction.negated() && !hasFiles(driver, restriction)) {
                return new NoHits(
                        missingPath(driver, freshness, restriction.values().getFirst()), List.of());
            }
        }
        long files =
                (Long)
                        driver.queryValue(
                                        "SELECT count(*) FROM files f JOIN projects p"
                                                + " ON p.id = f.project_id WHERE 1 = 1"
                                                + condition(driver, query).sql(),
                                        condition(driver, query).parameters().toArray())
                                .orElse(0L);
        if (files == 0) {
            return new NoHits(
                    query.restrictions().isEmpty()
                            ? "the index has no files yet; run 'cairn index'"
                            : "no file of the index fulfils the restrictions",
                    List.of());
        }
        return new NoHits("no match in " + Plural.of(files, "file"), suggestions(driver, query));
    }

    private static FileCondition condition(DatabaseDriver driver, Query query) {
        return FileCondition.of(
                IndexStatements.of(driver), query.restrictions(), FileCondition.Of.FILES);
    }

    private static boolean hasFiles(DatabaseDriver driver, Restriction path) {
        FileCondition condition =
                FileCondition.of(IndexStatements.of(driver), List.of(path), FileCondition.Of.FILES);
        return driver.queryValue(
                        "SELECT 1 FROM files f WHERE 1 = 1" + condition.sql() + " LIMIT 1",
                        condition.parameters().toArray())
                .isPresent();
    }

    private static String missingPath(
            DatabaseDriver driver, AnswerFreshness freshness, String path) {
        for (String root : roots(driver)) {
            if (exists(root, path)) {
                return freshness
                        .reasonMissing(root, path)
                        .orElse(
                                "'%s' exists, but is not in the index; run 'cairn index'"
                                        .formatted(AnswerText.quoted(path)));
            }
        }
        KnownValues.requirePattern(driver, path);
        return "no file of the index is at or below '%s', or fits it as a pattern"
                .formatted(AnswerText.quoted(path));
    }

    private static boolean exists(String root, String path) {
        try {
            Path folder = Path.of(root);
            Path file = folder.resolve(path).normalize();
            return file.startsWith(folder) && Files.exists(file, LinkOption.NOFOLLOW_LINKS);
        } catch (InvalidPathException _) {
            return false;
        }
    }

    private static List<String> roots(DatabaseDriver driver) {
        List<String> roots = new ArrayList<>();
        try (Rows rows = driver.query("SELECT root_path FROM projects")) {
            while (rows.next()) {
                roots.add(rows.requiredText(0));
            }
        }
        return roots;
    }

    private static List<String> suggestions(DatabaseDriver driver, Query query) {
        return name(query).map(name -> NameSearch.nearest(driver, name)).orElse(List.of());
    }

    /** Returns the name that the query looks for, if it looks for a single one. */
    private static Optional<String> name(Query query) {
        if (query.wanted().size() == 1) {
            return switch (query.wanted().getFirst()) {
                case QueryItem.Word(String text) -> Optional.of(text);
                case QueryItem.Exact exact -> exact.name().map(name -> name.name());
                case QueryItem.Prefix _, QueryItem.Regex _ -> Optional.empty();
            };
        }
        return query.wanted().isEmpty()
                ? query.restrictions(Field.NAME).stream()
                        .findFirst()
                        .map(restriction -> restriction.values().getFirst())
                : Optional.empty();
    }
}
