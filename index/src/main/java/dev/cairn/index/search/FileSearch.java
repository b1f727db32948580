package dev.cairn.index.search;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.database.TransactionMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Searches for files as a whole, where the words of a query may stand in different places of a
 * file. What matches best by BM25 comes first, names before everything else; the weight of a file's
 * weightiest tag multiplies that.
 */
public final class FileSearch {

    /** The weights of the columns of files_fts, in their order. */
    private static final String SCORE =
            "-bm25(files_fts, 8.0, 4.0, 3.0, 1.0, 1.0, 5.0)"
                    + " * coalesce((SELECT max(weight) FROM file_tags WHERE file_id = f.id), 1.0)";

    private static final String FROM =
            " FROM files_fts JOIN files f ON f.id = files_fts.rowid"
                    + " JOIN projects p ON p.id = f.project_id"
                    + " WHERE files_fts MATCH ?";

    private FileSearch() {}

    /**
     * Searches; the kinds of the request do not matter here.
     *
     * @param database a database that has the schema of the code index
     * @throws QuerySyntaxException if the query has no sense
     */
    public static FileSearchResult search(CodeDatabase database, SearchRequest request) {
        DatabaseDriver driver = database.driver();
        Filter filter = Filter.ofFiles(request);
        List<Object> parameters = new ArrayList<>();
        parameters.add(QueryParser.parse(request.query(), "definitions"));
        parameters.addAll(filter.parameters());
        return driver.inTransaction(
                TransactionMode.READ, () -> run(driver, request, filter.sql(), parameters));
    }

    private static FileSearchResult run(
            DatabaseDriver driver, SearchRequest request, String filter, List<Object> parameters) {
        String count = "SELECT count(*)" + FROM + filter;
        long total = (Long) driver.queryValue(count, parameters.toArray()).orElseThrow();
        List<Object> paged = new ArrayList<>(parameters);
        paged.add(request.limit());
        paged.add(request.offset());
        List<FileHit> hits = new ArrayList<>();
        try (Rows rows = driver.query(pageSql(filter), paged.toArray())) {
            while (rows.next()) {
                hits.add(hit(rows));
            }
        }
        return new FileSearchResult(request.query(), total, request.offset(), hits);
    }

    private static String pageSql(String filter) {
        return "SELECT p.name, f.path, f.language, f.lines, "
                + SCORE
                + " AS score"
                + FROM
                + filter
                + " ORDER BY score DESC, f.id LIMIT ? OFFSET ?";
    }

    private static FileHit hit(Rows rows) {
        return new FileHit(
                Objects.requireNonNullElse(rows.text(0), ""),
                Objects.requireNonNull(rows.text(1)),
                Objects.requireNonNull(rows.text(2)),
                rows.integer(3),
                rows.real(4));
    }
}
