package dev.cairn.index.search;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.index.search.query.Field;
import dev.cairn.index.search.query.Restriction;
import dev.cairn.index.statement.IndexStatements;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The restrictions of a question for who has the definitions in memory: which files and kinds fit,
 * so that only what fits is ranked.
 */
public final class DefinitionFilter {

    private final List<Restriction> kinds;
    private final @Nullable Set<Long> files;
    private final @Nullable Set<Long> definitions;

    private DefinitionFilter(
            List<Restriction> kinds, @Nullable Set<Long> files, @Nullable Set<Long> definitions) {
        this.kinds = kinds;
        this.files = files;
        this.definitions = definitions;
    }

    /** Returns the filter for restrictions; empty if everything fits. */
    public static Optional<DefinitionFilter> of(
            DatabaseDriver driver, List<Restriction> restrictions) {
        if (restrictions.isEmpty()) {
            return Optional.empty();
        }
        List<Restriction> kinds = only(restrictions, Field.KIND);
        List<Restriction> rest = new ArrayList<>(restrictions);
        rest.removeAll(kinds);
        boolean byName = !only(restrictions, Field.NAME).isEmpty();
        return Optional.of(
                new DefinitionFilter(
                        kinds,
                        byName || rest.isEmpty() ? null : files(driver, rest),
                        byName ? definitions(driver, rest) : null));
    }

    private static List<Restriction> only(List<Restriction> restrictions, Field field) {
        return restrictions.stream().filter(some -> some.field() == field).toList();
    }

    private static Set<Long> files(DatabaseDriver driver, List<Restriction> restrictions) {
        return ids(
                driver,
                "SELECT f.id FROM files f JOIN projects p ON p.id = f.project_id WHERE 1 = 1",
                FileCondition.of(IndexStatements.of(driver), restrictions, FileCondition.Of.FILES));
    }

    private static Set<Long> definitions(DatabaseDriver driver, List<Restriction> restrictions) {
        return ids(
                driver,
                "SELECT d.id FROM definitions d JOIN files f ON f.id = d.file_id"
                        + " JOIN projects p ON p.id = f.project_id WHERE 1 = 1",
                FileCondition.of(
                        IndexStatements.of(driver), restrictions, FileCondition.Of.DEFINITIONS));
    }

    private static Set<Long> ids(DatabaseDriver driver, String sql, FileCondition condition) {
        Set<Long> ids = new HashSet<>();
        try (Rows rows = driver.query(sql + condition.sql(), condition.parameters().toArray())) {
            while (rows.next()) {
                ids.add(rows.integer(0));
            }
        }
        return ids;
    }

    /** Returns whether a definition fits. */
    public boolean fits(long definition, long file, String kind) {
        return (files == null || files.contains(file))
                && (definitions == null || definitions.contains(definition))
                && kinds.stream().allMatch(some -> some.values().contains(kind) != some.negated());
    }
}
