package dev.cairn.index.search;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.index.answer.AnswerText;
import dev.cairn.index.answer.NearestNames;
import dev.cairn.index.extract.DefinitionKind;
import dev.cairn.index.language.Languages;
import dev.cairn.index.search.query.Field;
import dev.cairn.index.search.query.QuerySyntaxException;
import dev.cairn.index.search.query.Restriction;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The values that a restriction can have; another one is a mistake, and not a search for nothing.
 */
final class KnownValues {

    private static final int MOST_NAMED = 30;
    private static final int MOST_COMPARED = 20_000;

    private KnownValues() {}

    /**
     * Requires that the values of restrictions are known.
     *
     * @param query the query that has the restrictions, unless they were given with it
     * @throws QuerySyntaxException if one is not, with the nearest that are
     */
    static void require(DatabaseDriver driver, List<Restriction> restrictions, String query) {
        for (Restriction restriction : restrictions) {
            Set<String> known = known(driver, restriction.field());
            for (String value : restriction.values()) {
                if (!known.isEmpty() && !known.contains(value)) {
                    throw unknown(restriction.field(), value, known, query);
                }
            }
        }
    }

    private static QuerySyntaxException unknown(
            Field field, String value, Set<String> known, String query) {
        List<String> nearest = NearestNames.of(value, known, 3);
        String hint =
                nearest.isEmpty()
                        ? "known are "
                                + known.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                                + (known.size() > MOST_NAMED ? " and others" : "")
                        : "did you mean " + String.join(" or ", nearest) + "?";
        String message =
                "unknown %s '%s'; %s"
                        .formatted(
                                field.name().toLowerCase(Locale.ROOT),
                                AnswerText.quoted(value),
                                hint);
        int position = query.indexOf(value);
        return position < 0
                ? new QuerySyntaxException(message)
                : new QuerySyntaxException(query, position, message);
    }

    private static Set<String> known(DatabaseDriver driver, Field field) {
        return switch (field) {
            case NAME, PATH -> Set.of();
            case KIND -> kinds();
            case LANGUAGE -> languages(driver);
            case TAG -> values(driver, "SELECT DISTINCT tag FROM file_tags");
            case PROJECT ->
                    values(
                            driver,
                            "SELECT name FROM projects UNION SELECT id FROM projects"
                                    + " UNION SELECT root_path FROM projects");
            case DATASET ->
                    values(driver, "SELECT name FROM datasets UNION SELECT id FROM datasets");
        };
    }

    /**
     * Requires that a path which fits nothing in the index is a pattern: the path of a file or
     * folder is a mistake then. An index without files has no path that could be meant.
     *
     * @throws QuerySyntaxException with the nearest paths, or with the folders at the top
     */
    static void requirePattern(DatabaseDriver driver, String path) {
        if (path.indexOf('*') >= 0 || path.indexOf('?') >= 0 || path.indexOf('[') >= 0) {
            return;
        }
        Set<String> tops = new TreeSet<>();
        Set<String> known = new TreeSet<>();
        try (Rows rows =
                driver.query(
                        "SELECT path FROM files WHERE deleted = 0 ORDER BY path LIMIT ?",
                        MOST_COMPARED)) {
            while (rows.next()) {
                String file = rows.requiredText(0);
                known.add(file);
                for (int at = file.indexOf('/'); at >= 0; at = file.indexOf('/', at + 1)) {
                    known.add(file.substring(0, at));
                }
                tops.add(file.substring(0, Math.max(file.indexOf('/'), 0)));
            }
        }
        tops.remove("");
        if (!known.isEmpty()) {
            boolean near = !NearestNames.of(path, known, 1).isEmpty();
            throw unknown(Field.PATH, path, near || tops.isEmpty() ? known : tops, "");
        }
    }

    private static Set<String> kinds() {
        Set<String> kinds =
                Arrays.stream(DefinitionKind.values())
                        .map(DefinitionKind::id)
                        .collect(Collectors.toCollection(TreeSet::new));
        kinds.add("file");
        return kinds;
    }

    private static Set<String> languages(DatabaseDriver driver) {
        Set<String> languages = values(driver, "SELECT DISTINCT language FROM files");
        Languages.all().forEach(language -> languages.add(language.id()));
        return languages;
    }

    private static Set<String> values(DatabaseDriver driver, String sql) {
        Set<String> values = new TreeSet<>();
        try (Rows rows = driver.query(sql)) {
            while (rows.next()) {
                values.add(Objects.requireNonNullElse(rows.text(0), ""));
            }
        }
        return values;
    }
}
