package dev.cairn.index;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.index.statement.JsonList;
import java.util.List;

/**
 * The tables of the index, which must be tables: an index can come with a tree that another user
 * made, and a view of that name can be a query without end.
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

    private IndexTables() {}

    /**
     * Checks that no view has the name of a table of the index; tables may be missing.
     *
     * @throws DatabaseException with FORBIDDEN if one has
     */
    public static void require(CodeDatabase database) {
        if (!database.configuration().isFile()) {
            return;
        }
        database.driver()
                .queryValue(
                        "SELECT name FROM main.sqlite_schema WHERE type = 'view' AND lower(name) IN"
                                + " (SELECT value FROM json_each(?)) LIMIT 1",
                        JsonList.of(NAMES))
                .ifPresent(view -> {
                    throw new DatabaseException(
                            DatabaseErrorCode.FORBIDDEN,
                            "cannot use the index '%s': '%s' is a view in it, and must be a table; run 'cairn clean', then index again"
                                    .formatted(database.configuration().path(), view));
                });
    }
}
