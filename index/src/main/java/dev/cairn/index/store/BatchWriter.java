package dev.cairn.index.store;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.index.extract.Definition;
import dev.cairn.index.extract.IdentifierParts;
import dev.cairn.index.extract.ImportedName;
import dev.cairn.index.extract.SourceFacts;
import dev.cairn.index.extract.SymbolUse;
import dev.cairn.index.extract.TextChunk;
import dev.cairn.index.scan.FileAttributes;
import dev.cairn.index.statement.IndexStatements;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Makes the changes of one transaction: first collects the rows of each table, then sends each
 * table's rows together, because a statement with many rows is one round trip to the worker.
 */
final class BatchWriter {

    private static final List<String> TABLES_OF_A_FILE =
            List.of(
                    "definitions",
                    "imports",
                    "symbols",
                    "scip_occurrences",
                    "code_content",
                    "file_tags",
                    "indexing_errors");

    private final DatabaseDriver driver;
    private final ProjectKey project;
    private final List<TagRule> tagRules;
    private final List<Long> replaced = new ArrayList<>();
    private final IndexStatements statements;
    private final Map<FileChange, FileTexts> texts;
    private final TableRows vanished;
    private final TableRows touched =
            new TableRows(
                    "UPDATE files SET size = ?, modified_nanos = ?, last_modified = ?,"
                            + " changed_nanos = ?, inode = ?, read_nanos = ? WHERE id = ?");
    private final TableRows newFiles =
            new TableRows(
                    "INSERT INTO files (id, project_id, dataset_id, path, filename, language,"
                            + " lines, size, modified_nanos, last_modified, changed_nanos, inode,"
                            + " read_nanos, sha256, coverage, has_docstring)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    private final TableRows changedFiles;
    private final TableRows definitions =
            new TableRows(
                    "INSERT INTO definitions (id, file_id, parent_id, name, name_parts,"
                            + " qualified_name, kind, line, \"column\", end_line, exported,"
                            + " docstring, decorators, signature, text_hash)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
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
                    "INSERT INTO code_content (id, file_id, entity_type, entity_id, entity_name,"
                            + " line, content, docstring) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    private final FullTextRows fullText;
    private final TableRows tags =
            new TableRows(
                    "INSERT INTO file_tags (file_id, tag, weight, automatic) VALUES (?, ?, ?, ?)");
    private final TableRows errors =
            new TableRows(
                    "INSERT INTO indexing_errors (project_id, file_id, path, kind, message, line)"
                            + " VALUES (?, ?, ?, ?, ?, ?)");
    private final List<Long> complete = new ArrayList<>();

    private long nextFileId;
    private long nextDefinitionId;
    private long nextContentId;
    private long idsLeft;

    BatchWriter(
            DatabaseDriver driver,
            ProjectKey project,
            List<TagRule> tagRules,
            Map<FileChange, FileTexts> texts) {
        this.driver = driver;
        this.project = project;
        this.tagRules = tagRules;
        this.texts = texts;
        this.statements = IndexStatements.of(driver);
        this.fullText = new FullTextRows(statements);
        this.vanished =
                new TableRows(
                        "UPDATE files SET deleted = 1, deleted_at = %s WHERE id = ?"
                                .formatted(statements.now()));
        this.changedFiles =
                new TableRows(
                        "UPDATE files SET path = ?, filename = ?, original_path = coalesce(?,"
                                + " original_path), language = ?, lines = ?, size = ?,"
                                + " modified_nanos = ?, last_modified = ?, changed_nanos = ?,"
                                + " inode = ?, read_nanos = ?, sha256 = ?, coverage = ?,"
                                + " has_docstring = ?, deleted = 0, deleted_at = NULL,"
                                + " updated_at = %s WHERE id = ?".formatted(statements.now()));
    }

    /** Makes the changes in the open transaction. */
    void write(List<? extends FileChange> changes) {
        statements.writesFor().ifPresent(sql -> driver.queryValue(sql, project.projectId()));
        readNextIds();
        CurrentRows current = CurrentRows.read(driver, project, changes);
        changes.forEach(change -> collect(change, current));
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
                        tags,
                        errors)) {
            rows.send(driver, statements);
        }
        fullText.send(driver);
        forAll("UPDATE files SET indexed = 1 WHERE id", complete);
        DatasetStore.assign(driver, project.projectId(), complete);
    }

    /** In one statement, because of what a statement costs that changes the full-text indexes. */
    private void forAll(String sql, List<Long> ids) {
        if (!ids.isEmpty()) {
            driver.execute(sql + " IN " + statements.ids(), ids.toString());
        }
    }

    /** Nobody else writes before this transaction ends, so ids can be given here. */
    private void readNextIds() {
        try (Rows rows = driver.query(statements.lastIds())) {
            if (rows.next()) {
                nextFileId = rows.integer(0) + 1;
                nextDefinitionId = rows.integer(1) + 1;
                nextContentId = rows.integer(2) + 1;
                idsLeft = statements.idsAtOnce() - 1;
            }
        }
    }

    /** Other writers have the ids behind those that were given to this one. */
    private void takeIds(int count) {
        if (idsLeft < count) {
            readNextIds();
        }
        idsLeft -= count;
    }

    private void collect(FileChange change, CurrentRows current) {
        switch (change) {
            case FileChange.Indexed indexed -> indexed(indexed, current);
            case FileChange.Touched touch -> touched(touch);
            case FileChange.Vanished(KnownFile known) -> {
                // Another process may have given the row to another path meanwhile.
                if (current.has(known)) {
                    replaced.add(known.id());
                    vanished.add(known.id());
                }
            }
            case FileChange.Unreadable unreadable ->
                    error(
                            unreadable.known().filter(current::has).map(KnownFile::id).orElse(null),
                            unreadable.path(),
                            unreadable.error());
        }
    }

    private void touched(FileChange.Touched change) {
        FileAttributes attributes = change.file().attributes();
        touched.add(
                attributes.size(),
                attributes.modifiedNanos(),
                JulianDay.ofNanos(attributes.modifiedNanos()),
                attributes.changedNanos(),
                attributes.inode(),
                change.readNanos(),
                change.known().id());
    }

    private void indexed(FileChange.Indexed change, CurrentRows current) {
        FileTexts made = Objects.requireNonNull(texts.get(change));
        takeIds(1 + Math.max(change.facts().definitions().size(), made.chunks().size()));
        OptionalLong row = current.rowFor(change);
        long fileId = row.orElseGet(() -> nextFileId++);
        if (row.isPresent()) {
            replaced.add(fileId);
            changedFile(fileId, change);
        } else {
            newFile(fileId, change);
        }
        FileTags.of(change, tagRules)
                .forEach(tag -> tags.add(fileId, tag.tag(), tag.weight(), tag.automatic()));
        SourceFacts facts = change.facts();
        long firstDefinition = nextDefinitionId;
        for (int i = 0; i < facts.definitions().size(); i++) {
            definition(
                    fileId,
                    firstDefinition,
                    facts.definitions().get(i),
                    made.docstring(i),
                    made.hash(i));
        }
        facts.imports().forEach(imported -> imported(fileId, imported));
        facts.symbols().forEach(symbol -> uses.add(new FileUse(fileId, symbol)));
        content(fileId, firstDefinition, change, made);
        change.errors().forEach(error -> error(fileId, change.file().path(), error));
        complete.add(fileId);
    }

    private void newFile(long fileId, FileChange.Indexed change) {
        String path = change.file().path();
        List<@Nullable Object> row = new ArrayList<>();
        row.addAll(List.of(fileId, project.projectId(), project.datasetId(), path, fileName(path)));
        addContent(row, change);
        newFiles.addRow(row);
    }

    private void changedFile(long fileId, FileChange.Indexed change) {
        String path = change.file().path();
        List<@Nullable Object> row = new ArrayList<>();
        row.add(path);
        row.add(fileName(path));
        row.add(
                change.known()
                        .map(KnownFile::path)
                        .filter(before -> !before.equals(path))
                        .orElse(null));
        addContent(row, change);
        row.add(fileId);
        changedFiles.addRow(row);
    }

    /** Adds the columns that new and changed files have in common. */
    private static void addContent(List<@Nullable Object> row, FileChange.Indexed change) {
        FileAttributes attributes = change.file().attributes();
        FileChange.Content content = change.content();
        row.addAll(
                List.of(
                        change.language().id(),
                        change.facts().lines(),
                        attributes.size(),
                        attributes.modifiedNanos(),
                        JulianDay.ofNanos(attributes.modifiedNanos()),
                        attributes.changedNanos(),
                        attributes.inode(),
                        content.readNanos(),
                        content.sha256(),
                        content.coverage().id(),
                        change.facts().docstring().isPresent()));
    }

    private void definition(
            long fileId,
            long firstDefinition,
            Definition definition,
            @Nullable Object docstring,
            byte @Nullable [] hash) {
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
                docstring,
                definition.decorators().isEmpty()
                        ? null
                        : String.join("\n", definition.decorators()),
                definition.signature(),
                hash);
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

    private void content(
            long fileId, long firstDefinition, FileChange.Indexed change, FileTexts made) {
        for (int i = 0; i < made.chunks().size(); i++) {
            TextChunk chunk = made.chunks().get(i);
            if (chunk.definition() < 0) {
                fileContent(fileId, change, made, i);
            } else {
                definitionContent(fileId, firstDefinition, change, made.content(i), chunk);
            }
            fullText.addPiece(nextContentId++, made.pieceWords(i));
        }
        fullText.addFile(fileId, made);
    }

    private void definitionContent(
            long fileId,
            long firstDefinition,
            FileChange.Indexed change,
            Object stored,
            TextChunk chunk) {
        Definition definition = change.facts().definitions().get(chunk.definition());
        content.add(
                nextContentId,
                fileId,
                definition.kind().id(),
                firstDefinition + chunk.definition(),
                definition.name(),
                chunk.line(),
                stored,
                null);
    }

    private void fileContent(long fileId, FileChange.Indexed change, FileTexts made, int chunk) {
        content.add(
                nextContentId,
                fileId,
                "file",
                null,
                fileName(change.file().path()),
                made.chunks().get(chunk).line(),
                made.content(chunk),
                made.docstring());
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

    private record FileUse(long fileId, SymbolUse use) {}
}
