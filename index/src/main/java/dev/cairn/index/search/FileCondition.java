package dev.cairn.index.search;

import dev.cairn.index.search.query.Restriction;
import dev.cairn.index.statement.IndexStatements;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The restrictions of a query as SQL.
 *
 * @param sql what follows a WHERE clause; files is f, projects is p, definitions is d, code_content
 *     is c
 * @param parameters the values for it
 */
record FileCondition(String sql, List<Object> parameters) {

    FileCondition {
        parameters = List.copyOf(parameters);
    }

    /** What a definition is called in the tables that a condition is for. */
    enum Of {
        /** Files only. */
        FILES,
        /** Pieces of files, and the definitions that they belong to. */
        PIECES,
        /** Definitions. */
        DEFINITIONS
    }

    static FileCondition of(IndexStatements statements, List<Restriction> restrictions, Of tables) {
        StringBuilder sql = new StringBuilder(" AND f.deleted = 0");
        List<Object> parameters = new ArrayList<>();
        for (Restriction restriction : restrictions) {
            String one = one(statements, restriction, tables);
            if (!one.isEmpty()) {
                String any =
                        restriction.values().stream()
                                .map(_ -> one)
                                .collect(Collectors.joining(" OR "));
                sql.append(restriction.negated() ? " AND NOT (" : " AND (").append(any).append(')');
                restriction
                        .values()
                        .forEach(
                                value -> parameters.addAll(values(statements, restriction, value)));
            }
        }
        return new FileCondition(sql.toString(), parameters);
    }

    boolean isTrivial() {
        return parameters.isEmpty();
    }

    private static String one(IndexStatements statements, Restriction restriction, Of tables) {
        return switch (restriction.field()) {
            case NAME -> name(statements, tables);
            case KIND -> kind(tables);
            case LANGUAGE -> "f.language = ?";
            case PATH ->
                    "("
                            + statements.pathFits("f.path")
                            + " OR "
                            + statements.contains("'/' || f.path || '/'", "?")
                            + ")";
            case TAG ->
                    "EXISTS (SELECT 1 FROM file_tags t WHERE t.file_id = f.id AND "
                            + statements.sameName("t.tag")
                            + ")";
            case PROJECT -> "? IN (p.id, p.name, p.root_path)";
            // With the datasets inside of it.
            case DATASET ->
                    "EXISTS (SELECT 1 FROM datasets own JOIN datasets around"
                            + " ON around.project_id = own.project_id"
                            + " AND around.root_path || '/' = substr(own.root_path || '/', 1,"
                            + " length(around.root_path) + 1)"
                            + " WHERE own.id = f.dataset_id AND own.project_id = f.project_id"
                            + " AND ? IN (around.id, around.name))";
        };
    }

    private static String name(IndexStatements statements, Of tables) {
        return switch (tables) {
            case FILES -> "";
            case PIECES -> "coalesce(d.name, '') " + statements.like() + " ? ESCAPE '\\'";
            case DEFINITIONS -> statements.nameFits("d.name");
        };
    }

    private static String kind(Of tables) {
        return switch (tables) {
            case FILES -> "";
            case PIECES -> "c.entity_type = ?";
            case DEFINITIONS -> "d.kind = ?";
        };
    }

    private static List<Object> values(
            IndexStatements statements, Restriction restriction, String value) {
        return switch (restriction.field()) {
            case NAME -> List.of(likePattern(value));
            case PATH -> List.of(statements.pathPattern(value), "/" + trimmed(value) + "/");
            case KIND, LANGUAGE, TAG, PROJECT, DATASET -> List.of(value);
        };
    }

    private static String trimmed(String path) {
        String inner = path.startsWith("./") ? path.substring(2) : path;
        int start = inner.startsWith("/") ? 1 : 0;
        int end = inner.endsWith("/") ? inner.length() - 1 : inner.length();
        return start < end ? inner.substring(start, end) : inner;
    }

    /** Returns a pattern of LIKE in which only {@code *} stands for other characters. */
    static String likePattern(String value) {
        return value.replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_")
                .replace("*", "%");
    }
}
