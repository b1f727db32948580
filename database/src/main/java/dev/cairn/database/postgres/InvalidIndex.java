package dev.cairn.database.postgres;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a concurrent build of an index leaves when it fails or its process is killed: an index that
 * is maintained but never used. It is in the way of the next build, which needs its name.
 */
final class InvalidIndex {

    private static final String NAME = "(\"(?:[^\"]|\"\")+\"|[\\w$]+)";
    private static final Pattern BUILD =
            Pattern.compile(
                    "\\s*CREATE\\s+(?:UNIQUE\\s+)?INDEX\\s+CONCURRENTLY\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?"
                            + NAME
                            + "\\s+ON\\s+(?:ONLY\\s+)?((?:"
                            + NAME
                            + "\\s*\\.\\s*)?"
                            + NAME
                            + ").*",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final String FIND =
            "SELECT format('DROP INDEX CONCURRENTLY IF EXISTS %I.%I', n.nspname, c.relname)"
                    + " FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
                    + " JOIN pg_namespace n ON n.oid = c.relnamespace"
                    + " WHERE NOT i.indisvalid AND i.indrelid = to_regclass(?) AND c.relname = ?";

    private InvalidIndex() {}

    /**
     * Returns the statement that drops what an earlier build left of the index that a statement
     * builds; empty if it left nothing.
     */
    static Optional<String> builtBy(String sql, DatabaseDriver driver) {
        Matcher build = BUILD.matcher(sql);
        if (!build.matches()) {
            return Optional.empty();
        }
        try (Rows rows = driver.query(FIND, build.group(2), plain(build.group(1)))) {
            return rows.next() ? Optional.ofNullable(rows.text(0)) : Optional.empty();
        }
    }

    private static String plain(String name) {
        return name.startsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name.toLowerCase(Locale.ROOT);
    }
}
