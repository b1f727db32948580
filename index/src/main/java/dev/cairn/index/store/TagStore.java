package dev.cairn.index.store;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.database.TransactionMode;
import dev.cairn.index.statement.IndexStatements;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The tags that users give to paths of a project. */
public final class TagStore {

    private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_.+-]{0,63}");
    private static final double MAX_WEIGHT = 100.0;

    private final DatabaseDriver driver;

    /** Makes a store over a database that has the schema of the code index. */
    public TagStore(DatabaseDriver driver) {
        this.driver = driver;
    }

    /**
     * How many files have a tag.
     *
     * @param tag the tag
     * @param automatic whether it was found in the files, and not given by a user
     * @param weight how much it raises (over 1) or lowers (below 1) a file
     * @param files how many files have it
     */
    public record Count(String tag, boolean automatic, double weight, long files) {}

    /** Returns the rules of a project. */
    public List<TagRule> rules(String projectId) {
        List<TagRule> rules = new ArrayList<>();
        try (Rows rows =
                driver.query(
                        "SELECT tag, pattern, weight FROM tag_rules WHERE project_id = ?"
                                + " ORDER BY tag, pattern",
                        projectId)) {
            while (rows.next()) {
                rules.add(TagRule.of(rows.requiredText(0), rows.requiredText(1), rows.real(2)));
            }
        }
        return rules;
    }

    /** Returns the tags of a project's files with their numbers, the most frequent first. */
    public List<Count> counts(String projectId) {
        List<Count> counts = new ArrayList<>();
        try (Rows rows =
                driver.query(
                        "SELECT t.tag, t.automatic, t.weight, count(*) FROM file_tags t"
                                + " JOIN files f ON f.id = t.file_id"
                                + " WHERE f.project_id = ? AND f.deleted = 0"
                                + " GROUP BY t.tag, t.automatic, t.weight"
                                + " ORDER BY count(*) DESC, t.tag",
                        projectId)) {
            while (rows.next()) {
                counts.add(
                        new Count(
                                rows.requiredText(0),
                                rows.integer(1) != 0,
                                rows.real(2),
                                rows.integer(3)));
            }
        }
        return counts;
    }

    /**
     * Gives a tag to the files that a pattern is about, now and in future.
     *
     * @return how many files have it by this pattern
     * @throws IllegalArgumentException if the tag, the pattern or the weight is invalid
     */
    public long add(String projectId, String tag, String pattern, double weight) {
        TagRule rule = TagRule.of(requireTag(tag), pattern, weight);
        if (!rule.paths().isPossible()) {
            throw new IllegalArgumentException(
                    "the pattern '" + pattern + "' can match no file; give a path or a pattern");
        }
        if (!(weight > 0 && weight <= MAX_WEIGHT)) {
            throw new IllegalArgumentException(
                    "the weight must be more than 0 and at most 100, not " + weight);
        }
        return driver.inTransaction(
                TransactionMode.WRITE,
                () -> {
                    driver.execute(
                            "INSERT INTO tag_rules (project_id, tag, pattern, weight)"
                                    + " VALUES (?, ?, ?, ?) ON CONFLICT (project_id, tag, pattern)"
                                    + " DO UPDATE SET weight = excluded.weight",
                            projectId,
                            tag,
                            pattern,
                            weight);
                    applyAll(projectId, tag);
                    return paths(projectId).stream()
                            .filter(file -> rule.paths().isAbout(file.path))
                            .count();
                });
    }

    /** Of several rules with the same tag the last one decides, as when files are indexed. */
    private void applyAll(String projectId, String tag) {
        rules(projectId).stream()
                .filter(rule -> rule.tag().equals(tag))
                .forEach(rule -> apply(projectId, rule));
    }

    private static String requireTag(String tag) {
        if (!TAG.matcher(tag).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not a tag: use letters, digits and _ . + - (at most 64, a letter or digit first)"
                            .formatted(tag));
        }
        return tag;
    }

    private void apply(String projectId, TagRule rule) {
        List<List<Object>> rows = new ArrayList<>();
        for (Path file : paths(projectId)) {
            if (rule.paths().isAbout(file.path)) {
                rows.add(List.of(file.id, rule.tag(), rule.weight()));
            }
        }
        if (!rows.isEmpty()) {
            driver.executeBatch(
                    "DELETE FROM file_tags WHERE file_id = ? AND tag = ? AND automatic = 0",
                    rows.stream().map(row -> row.subList(0, 2)).toList());
            IndexStatements.of(driver)
                    .writesFor()
                    .ifPresent(sql -> driver.queryValue(sql, projectId));
            driver.executeBatch(
                    "INSERT INTO file_tags (file_id, tag, weight, automatic)"
                            + " VALUES (?, ?, ?, 0)",
                    rows);
        }
    }

    private record Path(long id, String path) {}

    private List<Path> paths(String projectId) {
        List<Path> paths = new ArrayList<>();
        try (Rows rows =
                driver.query(
                        "SELECT id, path FROM files WHERE project_id = ? AND deleted = 0",
                        projectId)) {
            while (rows.next()) {
                paths.add(new Path(rows.integer(0), rows.requiredText(1)));
            }
        }
        return paths;
    }

    /**
     * Takes a tag away that a user gave.
     *
     * @param pattern the pattern it was given with; empty for all of them
     * @return how many rules were removed
     */
    public long remove(String projectId, String tag, String pattern) {
        return driver.inTransaction(
                TransactionMode.WRITE,
                () -> {
                    long removed =
                            driver.execute(
                                            "DELETE FROM tag_rules WHERE project_id = ?"
                                                    + " AND tag = ? AND (? = '' OR pattern = ?)",
                                            projectId,
                                            tag,
                                            pattern,
                                            pattern)
                                    .changedRows();
                    if (removed > 0) {
                        driver.execute(
                                "DELETE FROM file_tags WHERE tag = ? AND automatic = 0"
                                        + " AND file_id IN"
                                        + " (SELECT id FROM files WHERE project_id = ?)",
                                tag,
                                projectId);
                        applyAll(projectId, tag);
                    }
                    return removed;
                });
    }
}
