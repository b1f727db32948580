package dev.cairn.index;

import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.VersionMigration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The schema of the code index, as it is declared in the file {@value #RESOURCE}. */
public final class CodeIndexSchema {

    static final String RESOURCE = "code-index.sql";

    /**
     * What the index has of files can be extracted again, so a table of another form is made anew:
     * the files are extracted again by the next run, because the extractor has another version.
     */
    private static final List<VersionMigration> MIGRATIONS =
            List.of(
                    new VersionMigration(
                            "1.1.0",
                            VersionMigration.Phase.BEFORE,
                            List.of("DROP TABLE IF EXISTS symbols"),
                            Optional.empty()));

    private CodeIndexSchema() {}

    /** Returns the definition. */
    public static SchemaDefinition definition() {
        SchemaDefinition read = DefinitionReader.readSql(sql(), RESOURCE);
        return new SchemaDefinition(
                read.version(), read.schema(), read.hints(), MIGRATIONS, read.source());
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
