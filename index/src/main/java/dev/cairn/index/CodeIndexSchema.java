package dev.cairn.index;

import dev.cairn.schema.sql.SqlScript;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The schema of the code index, as it is declared in the file {@value #RESOURCE}. */
public final class CodeIndexSchema {

    static final String RESOURCE = "code-index.sql";

    private CodeIndexSchema() {}

    /** Returns the definition as it is written. */
    public static String sql() {
        try (InputStream in = CodeIndexSchema.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("'" + RESOURCE + "' is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read '" + RESOURCE + "'", e);
        }
    }

    /** Returns its statements, in an order in which they can be run. */
    public static List<String> statements() {
        return SqlScript.split(sql()).stream().map(SqlScript.Statement::text).toList();
    }
}
