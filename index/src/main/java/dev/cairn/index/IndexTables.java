package dev.cairn.index;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The tables of the index, which must be tables: an index can come with a tree that another user
 * made, and a view of that name can be a query without end. Nor may a table or a view have the name
 * of a function that stands in the place of a table, which it would hide.
 */
public final class IndexTables {

    /** Listed here because reading the definition would take longer than a search. */
    static final List<String> NAMES =
            List.of(
                    "audit",
                    "code_content",
                    "code_content_fts",
                    "datasets",
                    "db_settings",
                    "definitions",
                    "edits",
                    "file_tags",
                    "files",
                    "files_fts",
                    "files_trigrams",
                    "imports",
                    "indexing_errors",
                    "names",
                    "projects",
                    "scip_occurrences",
                    "scip_symbols",
                    "symbols",
                    "tag_rules",
                    "vector_models",
                    "vectors");

    /** Without json_each, which is what may be hidden. */
    private static final String HIDING =
            "SELECT name FROM main.sqlite_schema WHERE type = 'view' AND lower(name) IN (%s)"
                            .formatted(
                                    NAMES.stream()
                                            .map(name -> "'" + name + "'")
                                            .collect(Collectors.joining(", ")))
                    + " OR type IN ('table', 'view') AND (lower(name) IN ('json_each',"
                    + " 'json_tree', 'jsonb_each', 'jsonb_tree') OR lower(substr(name, 1, 7)) ="
                    + " 'pragma_') LIMIT 1";

    private IndexTables() {}

    /**
     * Checks that no view has the name of a table of the index, and that no function is hidden;
     * tables may be missing.
     *
     * @throws DatabaseException with FORBIDDEN if one has
     */
    public static void require(CodeDatabase database) {
        if (!database.configuration().isFile()) {
            return;
        }
        database.driver()
                .queryValue(HIDING)
                .ifPresent(name -> {
                    String reason =
                            NAMES.contains(name.toString().toLowerCase(Locale.ROOT))
                                    ? "is a view in it, and must be a table"
                                    : "in it hides a function of SQLite";
                    throw new DatabaseException(
                            DatabaseErrorCode.FORBIDDEN,
                            "cannot use the index '%s': '%s' %s; run 'cairn clean', then index again"
                                    .formatted(database.configuration().path(), name, reason));
                });
    }
}
