package dev.cairn.database.crash;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.schema.SchemaDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The two schemas between which databases are moved, and the rows in them. */
final class CrashSchema {

    static final SchemaDefinition OLD = read("old.sql", "1.0");
    static final SchemaDefinition NEW = read("new.sql", "2.0");

    private CrashSchema() {}

    private static SchemaDefinition read(String name, String version) {
        try (InputStream in =
                Objects.requireNonNull(CrashSchema.class.getResourceAsStream(name), name)) {
            SchemaDefinition read =
                    DefinitionReader.readSql(
                            new String(in.readAllBytes(), StandardCharsets.UTF_8), name);
            return new SchemaDefinition(
                    version, read.schema(), read.hints(), read.migrations(), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fills the old schema; half of the rows of {@code part} get row ids with gaps. */
    static void fill(DatabaseDriver driver, int rows) {
        List<List<Object>> files = new ArrayList<>();
        List<List<Object>> parts = new ArrayList<>();
        for (long i = 1; i <= rows; i++) {
            files.add(List.of(i, "src/file" + i + ".java", i * 7 % 1000));
            parts.add(List.of(i * 3, i, "word" + i % 100 + " body of part " + i));
        }
        driver.executeBatch("INSERT INTO file(id, path, size) VALUES (?, ?, ?)", files);
        driver.executeBatch("INSERT INTO part(rowid, file_id, body) VALUES (?, ?, ?)", parts);
    }

    /** Returns a text that changes with any row of the tables that both schemas have. */
    static String digest(DatabaseDriver driver) {
        return driver.queryValue(
                        "SELECT (SELECT count(*) || ' ' || sum(id * size) || ' ' ||"
                                + " sum(length(path)) FROM file) || ' / ' || (SELECT count(*) || ' '"
                                + " || sum(rowid * file_id) || ' ' || sum(length(body)) FROM part)")
                .orElseThrow()
                .toString();
    }
}
