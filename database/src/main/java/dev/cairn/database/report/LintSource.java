package dev.cairn.database.report;

import dev.cairn.schema.Identifier;
import dev.cairn.schema.sqlite.text.CreateStatement;
import dev.cairn.schema.sqlite.text.SqlScript;
import dev.cairn.schema.sqlite.text.SqlSyntaxException;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the objects that were linted are written.
 *
 * @param path the file, relative to where the report is read
 * @param lines the lines in which the objects begin, counted from 1, by {@link Identifier#key}
 */
public record LintSource(String path, Map<String, Integer> lines) {

    public LintSource {
        lines = Map.copyOf(lines);
    }

    /** Returns a file of which no lines are known. */
    public static LintSource of(String path) {
        return new LintSource(path, Map.of());
    }

    /** Returns a file of SQL with the lines of its CREATE statements. */
    public static LintSource ofSql(String path, String script) {
        Map<String, Integer> lines = new HashMap<>();
        for (SqlScript.Statement statement : SqlScript.split(script)) {
            if (statement.startsWith("CREATE")) {
                lines.putIfAbsent(name(statement), statement.line());
            }
        }
        return new LintSource(path, lines);
    }

    private static String name(SqlScript.Statement statement) {
        try {
            return Identifier.key(CreateStatement.parse(statement.text()).name());
        } catch (SqlSyntaxException e) {
            return "";
        }
    }

    /**
     * Returns the line of an object, or of the table that a column belongs to; 1 if it is not
     * known.
     */
    int line(String path) {
        Integer own = lines.get(Identifier.key(path));
        int dot = path.indexOf('.');
        String table = dot < 0 ? path : path.substring(0, dot);
        return own != null ? own : lines.getOrDefault(Identifier.key(table), 1);
    }
}
