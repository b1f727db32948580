package dev.cairn.index.search;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.database.TransactionMode;
import dev.cairn.index.extract.IdentifierParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Searches the texts of the code index. Definitions whose name is the query come first, then those
 * whose name is made of the query's words, then what matches best by BM25, where a name counts more
 * than documentation and documentation more than code.
 */
public final class CodeSearch {

    /** The weights of the columns of code_content_fts, in their order. */
    private static final String SCORE = "bm25(code_content_fts, 0.0, 10.0, 6.0, 1.0, 0.5, 2.0)";

    private static final String FROM =
            " FROM code_content_fts"
                    + " JOIN code_content c ON c.id = code_content_fts.rowid"
                    + " JOIN files f ON f.id = c.file_id"
                    + " JOIN projects p ON p.id = f.project_id"
                    + " LEFT JOIN definitions d ON d.id = c.entity_id"
                    + " WHERE code_content_fts MATCH ?";

    /** How near the name of a definition is to the query; the parameters are nameParameters(). */
    private static final String NEARNESS =
            "CASE"
                    + " WHEN c.entity_id IS NOT NULL AND lower(c.entity_name) = ? THEN 0"
                    + " WHEN '.' || d.qualified_name LIKE ? ESCAPE '\\' THEN 1"
                    + " WHEN c.name_parts = ? THEN 2"
                    + " ELSE 3 END AS nearness";

    /** Among those that have the name, types go before functions and functions before the rest. */
    private static final String ORDER =
            " ORDER BY nearness,"
                    + " CASE WHEN nearness = 3 THEN 0"
                    + " WHEN c.entity_type IN ('class', 'interface', 'enum', 'record',"
                    + " 'annotation', 'struct', 'type', 'module') THEN 0"
                    + " WHEN c.entity_type IN ('function', 'method') THEN 1 ELSE 2 END,"
                    + " CASE WHEN nearness = 3 THEN 0 ELSE NOT d.exported END,"
                    + " score, c.id LIMIT ? OFFSET ?";

    private final DatabaseDriver driver;
    private final SearchRequest request;
    private final String expression;

    private CodeSearch(DatabaseDriver driver, SearchRequest request) {
        this.driver = driver;
        this.request = request;
        this.expression = QueryParser.parse(request.query(), "name_parts");
    }

    /**
     * Searches.
     *
     * @param database a database that has the schema of the code index
     * @throws QuerySyntaxException if the query has no sense
     */
    public static SearchResult search(CodeDatabase database, SearchRequest request) {
        DatabaseDriver driver = database.driver();
        CodeSearch search = new CodeSearch(driver, request);
        return driver.inTransaction(TransactionMode.READ, search::run);
    }

    private SearchResult run() {
        Filter filter = Filter.of(request);
        List<Object> parameters = new ArrayList<>();
        parameters.add(expression);
        parameters.addAll(filter.parameters());
        long total = count(filter, parameters);
        List<Found> page = total > request.offset() ? page(filter, parameters) : List.of();
        List<SearchHit> hits = page.stream().map(this::hit).toList();
        return new SearchResult(request.query(), total, request.offset(), hits);
    }

    private long count(Filter filter, List<Object> parameters) {
        String sql = "SELECT count(*)" + FROM + filter.sql();
        try (Rows rows = driver.query(sql, parameters.toArray())) {
            return rows.next() ? rows.integer(0) : 0;
        }
    }

    private List<Found> page(Filter filter, List<Object> filterParameters) {
        String sql =
                "SELECT c.id, p.name, f.path, c.line, d.line, c.entity_type, c.entity_name,"
                        + " d.qualified_name, d.signature, f.language, "
                        + SCORE
                        + " AS score, "
                        + NEARNESS
                        + FROM
                        + filter.sql()
                        + ORDER;
        List<Object> parameters = new ArrayList<>(nameParameters());
        parameters.addAll(filterParameters);
        parameters.add(request.limit());
        parameters.add(request.offset());
        List<Found> page = new ArrayList<>();
        try (Rows rows = driver.query(sql, parameters.toArray())) {
            while (rows.next()) {
                page.add(Found.read(rows));
            }
        }
        return page;
    }

    private List<Object> nameParameters() {
        String query = request.query().strip();
        return List.of(query.toLowerCase(Locale.ROOT), "%." + escaped(query), words(query));
    }

    /** Returns the query as the words that a name would be made of. */
    private static String words(String query) {
        List<String> parts = IdentifierParts.of(query);
        return parts.isEmpty() ? query.toLowerCase(Locale.ROOT) : String.join(" ", parts);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    /** Asks for the marks of one row: asked for in the search itself, every hit would be marked. */
    private SearchHit hit(Found found) {
        String mark = ", char(1), char(2))";
        String sql =
                "SELECT highlight(code_content_fts, 1"
                        + mark
                        + ", highlight(code_content_fts, 2"
                        + mark
                        + ", highlight(code_content_fts, 3"
                        + mark
                        + ", highlight(code_content_fts, 5"
                        + mark
                        + " FROM code_content_fts WHERE code_content_fts MATCH ? AND rowid = ?";
        try (Rows rows = driver.query(sql, expression, found.id)) {
            rows.next();
            boolean named = isMarked(rows.text(0)) || isMarked(rows.text(1));
            BestLine line = BestLine.of(rows.text(2), rows.text(3));
            return found.hit(named, line);
        }
    }

    private static boolean isMarked(@Nullable String text) {
        return text != null && text.indexOf(Snippet.BEGIN) >= 0;
    }

    /** A row of the page before its marks are known. */
    private record Found(
            long id,
            String project,
            String path,
            long contentLine,
            long definitionLine,
            String kind,
            String name,
            @Nullable String qualifiedName,
            @Nullable String signature,
            String language,
            double score) {

        static Found read(Rows rows) {
            return new Found(
                    rows.integer(0),
                    Objects.requireNonNullElse(rows.text(1), ""),
                    Objects.requireNonNull(rows.text(2)),
                    rows.integer(3),
                    rows.integer(4),
                    Objects.requireNonNull(rows.text(5)),
                    Objects.requireNonNullElse(rows.text(6), ""),
                    rows.text(7),
                    rows.text(8),
                    Objects.requireNonNull(rows.text(9)),
                    // BM25 of FTS5 is the better the lower it is.
                    -rows.real(10));
        }

        SearchHit hit(boolean named, BestLine best) {
            boolean definition = qualifiedName != null;
            long line =
                    definition && (named || best.inDocstring())
                            ? definitionLine
                            : contentLine + best.index();
            return new SearchHit(
                    project,
                    path,
                    line,
                    kind,
                    name,
                    qualifiedName == null ? path : qualifiedName,
                    signature == null ? "" : signature,
                    language,
                    Snippet.of(best.isMarked() || signature == null ? best.text() : signature),
                    score);
        }
    }
}
