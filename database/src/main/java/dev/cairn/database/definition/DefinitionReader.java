package dev.cairn.database.definition;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.DatabaseType;
import dev.cairn.database.FileErrors;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.engine.Engines;
import dev.cairn.database.file.TrustedText;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Reads declared schemas. All forms give the same values: JSON, YAML, one SQL file, a folder of
 * them.
 *
 * <p>Every method throws {@link DatabaseException} with {@link
 * DatabaseErrorCode#INVALID_DEFINITION} if the text is not a definition. The message names the
 * file, the line and the path of what is wrong; if several things are, {@link
 * DatabaseException#details} has a line for each.
 */
public final class DefinitionReader {

    private DefinitionReader() {}

    /**
     * Reads a file by its extension ({@code .json}, {@code .yaml}, {@code .yml}, {@code .sql}), or
     * the SQL files of a folder in the order of their names.
     *
     * @throws DatabaseException also if it cannot be read
     */
    public static SchemaDefinition read(Path path) {
        return read(path, usualEngine());
    }

    /** Reads a file as {@link #read(Path)} does, as a definition for another engine. */
    public static SchemaDefinition read(Path path, Engine engine) {
        if (Files.isDirectory(path)) {
            return readFolder(path, engine);
        }
        String text = text(path);
        String source = path.toString();
        return switch (extension(path)) {
            case "json" -> readJson(text, source, engine);
            case "yaml", "yml" -> readYaml(text, source, engine);
            case "sql" -> readSql(text, source, engine);
            default ->
                    throw new DatabaseException(
                            DatabaseErrorCode.INVALID_DEFINITION,
                            "cannot read definition '"
                                    + source
                                    + "': its name must end in .json, .yaml, .yml or .sql, or it"
                                    + " must be a folder of .sql files");
        };
    }

    /**
     * Reads the structured form as JSON.
     *
     * @param source where the text comes from, for messages
     */
    public static SchemaDefinition readJson(String text, String source) {
        return readJson(text, source, usualEngine());
    }

    private static SchemaDefinition readJson(String text, String source, Engine engine) {
        return new StructuredReader(StructuredDocument.json(text, source), engine).definition();
    }

    /**
     * Reads the structured form as YAML.
     *
     * @param source where the text comes from, for messages
     */
    public static SchemaDefinition readYaml(String text, String source) {
        return readYaml(text, source, usualEngine());
    }

    private static SchemaDefinition readYaml(String text, String source, Engine engine) {
        return new StructuredReader(StructuredDocument.yaml(text, source), engine).definition();
    }

    /** Returns the engine whose definitions need no server. */
    private static Engine usualEngine() {
        return Engines.of(DatabaseType.SQLITE);
    }

    /**
     * Reads a script of CREATE statements.
     *
     * @param source where the text comes from, for messages
     */
    public static SchemaDefinition readSql(String text, String source) {
        return readSql(text, source, usualEngine());
    }

    /** Reads a script as {@link #readSql(String, String)} does, for another engine. */
    public static SchemaDefinition readSql(String text, String source, Engine engine) {
        return SqlDefinition.read(engine, List.of(new SqlDefinition.Source(source, text)), source);
    }

    /**
     * Reads a definition that was built in Java: SQLite sees its objects and says what is wrong
     * with them, as with those from a file.
     */
    public static SchemaDefinition readBack(SchemaDefinition built) {
        return new SchemaDefinition(
                built.version(),
                new ScratchReading(usualEngine(), declared(built)).schema(),
                built.hints(),
                built.migrations(),
                built.source());
    }

    private static List<Declared> declared(SchemaDefinition built) {
        Schema schema = built.schema();
        return Stream.of(
                        schema.tables(),
                        schema.virtualTables(),
                        schema.indexes(),
                        schema.views(),
                        schema.triggers())
                .flatMap(List::stream)
                .map(object -> new Declared(object, built.source() + ": " + object.name()))
                .toList();
    }

    private static SchemaDefinition readFolder(Path folder, Engine engine) {
        List<SqlDefinition.Source> sources = new ArrayList<>();
        for (Path file : sqlFiles(folder)) {
            sources.add(new SqlDefinition.Source(file.toString(), text(file)));
        }
        if (sources.isEmpty()) {
            throw new DatabaseException(
                    DatabaseErrorCode.INVALID_DEFINITION,
                    "cannot read definition '" + folder + "': the folder has no .sql file");
        }
        return SqlDefinition.read(engine, sources, folder.toString());
    }

    private static List<Path> sqlFiles(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> extension(file).equals("sql")).sorted().toList();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static String text(Path file) {
        try {
            String text = TrustedText.read(file);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.INVALID_DEFINITION,
                    "cannot read definition '" + file + "': it is not UTF-8",
                    e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static DatabaseException unreadable(Path path, IOException cause) {
        String reason = Files.exists(path) ? FileErrors.reason(cause) : "no such file";
        return new DatabaseException(
                DatabaseErrorCode.INVALID_DEFINITION,
                "cannot read definition '" + path + "': " + reason,
                cause);
    }

    private static String extension(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
