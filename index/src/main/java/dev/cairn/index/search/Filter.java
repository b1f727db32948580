package dev.cairn.index.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The conditions of a search besides its query.
 *
 * @param sql what follows the WHERE clause of the search
 * @param parameters the values for it
 */
record Filter(String sql, List<Object> parameters) {

    static Filter of(SearchRequest request) {
        StringBuilder sql = new StringBuilder();
        List<Object> parameters = new ArrayList<>();
        oneOf("c.entity_type", request.kinds(), sql, parameters);
        Filter files = ofFiles(request);
        parameters.addAll(files.parameters);
        return new Filter(sql + files.sql, parameters);
    }

    /** Leaves out what is about pieces of files. */
    static Filter ofFiles(SearchRequest request) {
        StringBuilder sql = new StringBuilder();
        List<Object> parameters = new ArrayList<>();
        oneOf("f.language", request.languages(), sql, parameters);
        request.path().ifPresent(path -> path(path, sql, parameters));
        request.project()
                .ifPresent(project -> {
                    sql.append(" AND ? IN (p.id, p.name, p.root_path)");
                    parameters.add(project);
                });
        return new Filter(sql.toString(), parameters);
    }

    private static void oneOf(
            String column, List<String> values, StringBuilder sql, List<Object> parameters) {
        if (!values.isEmpty()) {
            String marks = String.join(", ", Collections.nCopies(values.size(), "?"));
            sql.append(" AND ").append(column).append(" IN (").append(marks).append(')');
            parameters.addAll(values);
        }
    }

    private static void path(String path, StringBuilder sql, List<Object> parameters) {
        String literal = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (literal.contains("*") || literal.contains("?")) {
            sql.append(" AND f.path GLOB ?");
            parameters.add(literal.replace("[", "[[]"));
        } else {
            sql.append(" AND (f.path = ? OR substr(f.path, 1, ?) = ?)");
            parameters.add(literal);
            parameters.add(literal.length() + 1);
            parameters.add(literal + "/");
        }
    }
}
