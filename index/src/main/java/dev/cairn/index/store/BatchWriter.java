package dev.cairn.index.store;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.index.extract.Definition;
import dev.cairn.index.extract.IdentifierParts;
import dev.cairn.index.extract.ImportedName;
import dev.cairn.index.extract.SourceFacts;
import dev.cairn.index.extract.SymbolUse;
import dev.cairn.index.extract.TextChunk;
import dev.cairn.index.scan.ScannedFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the changes of one transaction: first collects the rows of each table, then sends each
 * table's rows together, because a statement with many rows is one round trip to the worker.
 */
final class BatchWriter {

    /** The Julian day of 1970-01-01T00:00Z (https://www.sqlite.org/lang_datefunc.html). */
    private static final double JULIAN_DAY_OF_1970 = 2_440_587.5;

    private static final double NANOS_PER_DAY = 86_400e9;

    private static final List<String> TABLES_OF_A_FILE =
            List.of("definitions", "imports", "symbols", "code_content", "indexing_errors");

    private final DatabaseDriver driver;
    private final ProjectKey project;
    private final List<Long> replaced = new ArrayList<>();
    private final TableRows vanished =
            new TableRows("UPDATE files SET deleted = 1, sha256 = '' WHERE id = ?");
    private final TableRows touched =
            new TableRows(
                    "UPDATE files SET size = ?, modified_nanos = ?, last_modified = ? WHERE id = ?");
    private final TableRows newFiles =
            new TableRows(
                    "INSERT INTO files (id, project_id, dataset_id, path, filename, language,"
                            + " lines, size, last_modified, modified_nanos, sha256, has_docstring)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    private final TableRows changedFiles =
            new TableRows(
                    "UPDATE files SET language = ?, lines = ?, size = ?, last_modified = ?,"
                            + " modified_nanos = ?, sha256 = ?, has_docstring = ?, deleted = 0,"
                            + " updated_at = julianday('now') WHERE id = ?");
    private final TableRows definitions =
            new TableRows(
                    "INSERT INTO definitions (id, file_id, parent_id, name, name_parts,"
                            + " qualified_name, kind, line, \"column\", end_line, exported,"
                            + " docstring, decorators, signature)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    private final TableRows imports =
            new TableRows(
                    "INSERT INTO imports (file_id, module, name, alias, kind, line)"
                            + " VALUES (?, ?, ?, ?, ?, ?)");
    private final TableRows symbols =
            new TableRows(
                    "INSERT INTO symbols (file_id, name_id, kind, receiver_id, uses, places)"
                            + " VALUES (?, ?, ?, ?, ?, ?)");
    private final TableRows names = new TableRows("INSERT INTO names (id, name) VALUES (?, ?)");
    private final List<FileUse> uses = new ArrayList<>();
    private final TableRows content =
            new TableRows(
                    "INSERT INTO code_content (file_id, entity_type, entity_id, entity_name,"
                            + " name_parts, line, content, content_parts, docstring)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    private final TableRows errors =
            new TableRows(
                    "INSERT INTO indexing_errors (project_id, file_id, path, kind, message, line)"
                            + " VALUES (?, ?, ?, ?, ?, ?)");
    private final List<Long> complete = new ArrayList<>();

    private long nextFileId;
    private long nextDefinitionId;

    BatchWriter(DatabaseDriver driver, ProjectKey project) {
        this.driver = driver;
        this.project = project;
    }

    /** Makes the changes in the open transaction. */
    void write(List<? extends FileChange> changes) {
        readNextIds();
        changes.forEach(this::collect);
        symbols();
        forAll("UPDATE files SET indexed = 0 WHERE id", replaced);
        for (String table : TABLES_OF_A_FILE) {
            forAll("DELETE FROM " + table + " WHERE file_id", replaced);
        }
        for (TableRows rows :
                List.of(
                        vanished,
                        touched,
                        newFiles,
                        changedFiles,
                        definitions,
                        imports,
                        names,
                        symbols,
                        content,
                        errors)) {
            rows.send(driver);
        }
        forAll("UPDATE files SET indexed = 1 WHERE id", complete);
    }

    /** In one statement, because of what a statement costs that changes the full-text indexes. */
    private void forAll(String sql, List<Long> ids) {
        if (!ids.isEmpty()) {
            driver.execute(sql + " IN (SELECT value FROM json_each(?))", ids.toString());
        }
    }

    /** Nobody else writes before this transaction ends, so ids can be given here. */
    private void readNextIds() {
        try (Rows rows =
                driver.query(
                        "SELECT (SELECT seq FROM sqlite_sequence WHERE name = 'files'),"
                                + " (SELECT max(id) FROM definitions)")) {
            if (rows.next()) {
                nextFileId = rows.integer(0) + 1;
                nextDefinitionId = rows.integer(1) + 1;
            }
        }
    }

    private void collect(FileChange change) {
        switch (change) {
            case FileChange.Indexed indexed -> indexed(indexed);
            case FileChange.Touched(KnownFile known, ScannedFile file) ->
                    touched.add(
                            file.size(),
                            file.modifiedNanos(),
                            julianDay(file.modifiedNanos()),
                            known.id());
            case FileChange.Vanished(KnownFile known) -> {
                replaced.add(known.id());
                vanished.add(known.id());
            }
            case FileChange.Unreadable unreadable ->
                    error(
                            unreadable.known().map(KnownFile::id).orElse(null),
                            unreadable.path(),
                            unreadable.error());
        }
    }

    private void indexed(FileChange.Indexed change) {
        long fileId = change.known().map(KnownFile::id).orElseGet(() -> nextFileId++);
        if (change.known().isPresent()) {
            replaced.add(fileId);
            changedFile(fileId, change);
        } else {
            newFile(fileId, change);
        }
        SourceFacts facts = change.facts();
        long firstDefinition = nextDefinitionId;
        facts.definitions().forEach(definition -> definition(fileId, firstDefinition, definition));
        facts.imports().forEach(imported -> imported(fileId, imported));
        facts.symbols().forEach(symbol -> uses.add(new FileUse(fileId, symbol)));
        content(fileId, firstDefinition, change);
        change.errors().forEach(error -> error(fileId, change.file().path(), error));
        complete.add(fileId);
    }

    private void newFile(long fileId, FileChange.Indexed change) {
        ScannedFile file = change.file();
        newFiles.add(
                fileId,
                project.projectId(),
                project.datasetId(),
                file.path(),
                fileName(file.path()),
                change.language().id(),
                change.facts().lines(),
                file.size(),
                julianDay(file.modifiedNanos()),
                file.modifiedNanos(),
                change.sha256(),
                change.facts().docstring().isPresent());
    }

    private void changedFile(long fileId, FileChange.Indexed change) {
        ScannedFile file = change.file();
        changedFiles.add(
                change.language().id(),
                change.facts().lines(),
                file.size(),
                julianDay(file.modifiedNanos()),
                file.modifiedNanos(),
                change.sha256(),
                change.facts().docstring().isPresent(),
                fileId);
    }

    private void definition(long fileId, long firstDefinition, Definition definition) {
        definitions.add(
                nextDefinitionId++,
                fileId,
                definition.parent() < 0 ? null : firstDefinition + definition.parent(),
                definition.name(),
                words(IdentifierParts.of(definition.name())),
                definition.qualifiedName(),
                definition.kind().id(),
                definition.line(),
                definition.column(),
                definition.endLine(),
                definition.exported(),
                definition.docstring().orElse(null),
                definition.decorators().isEmpty()
                        ? null
                        : String.join("\n", definition.decorators()),
                definition.signature());
    }

    private void imported(long fileId, ImportedName imported) {
        imports.add(
                fileId,
                imported.module(),
                imported.name().orElse(null),
                imported.alias().orElse(null),
                imported.kind().id(),
                imported.line());
    }

    /** Gives ids to the names of all files at once, because each look-up is a round trip. */
    private void symbols() {
        NameIds ids = NameIds.read(driver, uses.stream().map(FileUse::use).toList());
        ids.added().forEach((name, id) -> names.add(id, name));
        for (FileUse use : uses) {
            SymbolUse symbol = use.use;
            symbols.add(
                    use.fileId,
                    ids.of(symbol.name()),
                    symbol.kind().code(),
                    ids.of(symbol.receiver()),
                    symbol.places().size(),
                    places(symbol));
        }
    }

    private static String places(SymbolUse symbol) {
        StringBuilder text = new StringBuilder();
        for (SymbolUse.Place place : symbol.places()) {
            text.append(text.isEmpty() ? "" : " ")
                    .append(place.line())
                    .append(',')
                    .append(place.column())
                    .append(',')
                    .append(place.definition() + 1);
        }
        return text.toString();
    }

    private void content(long fileId, long firstDefinition, FileChange.Indexed change) {
        for (TextChunk chunk : change.facts().chunks()) {
            if (chunk.definition() < 0) {
                fileContent(fileId, change, chunk);
            } else {
                Definition definition = change.facts().definitions().get(chunk.definition());
                content.add(
                        fileId,
                        definition.kind().id(),
                        firstDefinition + chunk.definition(),
                        definition.name(),
                        words(IdentifierParts.of(definition.name())),
                        chunk.line(),
                        chunk.content(),
                        words(IdentifierParts.inText(chunk.content())),
                        definition.docstring().orElse(null));
            }
        }
    }

    private void fileContent(long fileId, FileChange.Indexed change, TextChunk chunk) {
        String name = fileName(change.file().path());
        content.add(
                fileId,
                "file",
                null,
                name,
                words(IdentifierParts.of(name)),
                chunk.line(),
                chunk.content(),
                words(IdentifierParts.inText(chunk.content())),
                change.facts().docstring().orElse(null));
    }

    private void error(@Nullable Long fileId, String path, FileError error) {
        Optional<Integer> line = error.line();
        errors.add(
                project.projectId(),
                fileId,
                path,
                error.kind().id(),
                error.message(),
                line.orElse(null));
    }

    private static @Nullable String words(Collection<String> words) {
        return words.isEmpty() ? null : String.join(" ", words);
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static double julianDay(long nanosSince1970) {
        return JULIAN_DAY_OF_1970 + nanosSince1970 / NANOS_PER_DAY;
    }

    private record FileUse(long fileId, SymbolUse use) {}

    /** A statement and the rows it is to be run with. */
    private static final class TableRows {

        private final String sql;
        private final List<List<@Nullable Object>> rows = new ArrayList<>();

        TableRows(String sql) {
            this.sql = sql;
        }

        void add(@Nullable Object... values) {
            rows.add(Arrays.asList(values));
        }

        void send(DatabaseDriver driver) {
            if (!rows.isEmpty()) {
                driver.executeBatch(sql, rows);
            }
        }
    }
}
