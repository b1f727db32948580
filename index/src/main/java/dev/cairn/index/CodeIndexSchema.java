package dev.cairn.index;

import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.schema.SchemaDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The schema of the code index, as it is declared in the file {@value #RESOURCE}. */
public final class CodeIndexSchema {

    static final String RESOURCE = "code-index.sql";

    private CodeIndexSchema() {}

    /** Returns the definition. */
    public static SchemaDefinition definition() {
        return DefinitionReader.readSql(sql(), RESOURCE);
    }

    private static String sql() {
        try (InputStream in = CodeIndexSchema.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("'" + RESOURCE + "' is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read '" + RESOURCE + "'", e);
        }
    }
}
