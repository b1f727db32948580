package dev.cairn.index.store;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.index.scan.FileAttributes;
import dev.cairn.index.statement.IdBlock;
import dev.cairn.index.statement.IndexStatements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes the changes of one transaction: first collects the rows of each table, then sends each
 * table's rows together, because a statement with many rows is one round trip to the worker.
 */
final class BatchWriter {

    /** The tables whose rows are replaced when a file changes; they are few. */
    private static final List<String> SMALL_TABLES =
            List.of("scip_occurrences", "file_tags", "indexing_errors");

    /** The tables whose rows are kept as far as they are the same for the new content. */
    private static final List<String> LARGE_TABLES =
            List.of("definitions", "imports", "symbols", "code_content");

    private final DatabaseDriver driver;
    private final ProjectKey project;
    private final List<TagRule> tagRules;
    private final List<Long> changed = new ArrayList<>();
    private final List<Long> emptied = new ArrayList<>();
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
    private final ImportRows imports = new ImportRows();
    private final SymbolRows symbols = new SymbolRows();
    private final TableRows fileWords;
    private final TableRows fileTrigrams;
    private final TableRows tags =
            new TableRows(
                    "INSERT INTO file_tags (file_id, tag, weight, automatic) VALUES (?, ?, ?, ?)");
    private final TableRows errors =
            new TableRows(
                    "INSERT INTO indexing_errors (project_id, file_id, path, kind, message, line)"
                            + " VALUES (?, ?, ?, ?, ?, ?)");
    private final List<Long> complete = new ArrayList<>();

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
        this.fileWords = new TableRows(statements.insertFileWords());
        this.fileTrigrams = new TableRows(statements.insertFileTrigrams());
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
        CurrentRows current = CurrentRows.read(driver, project, changes);
        NewRows rows = newRows(stored(changes, current));
        changes.forEach(change -> collect(change, current, rows));
        delete();
        for (TableRows table : List.of(vanished, touched, newFiles, changedFiles)) {
            table.send(driver, statements);
        }
        rows.definitions.send(statements);
        imports.send(driver, statements);
        symbols.send(driver, statements);
        rows.pieces.send(driver, statements);
        for (TableRows table : List.of(tags, errors, fileWords, fileTrigrams)) {
            table.send(driver, statements);
        }
        forAll("UPDATE files SET indexed = 1 WHERE id", complete);
        DatasetStore.assign(driver, project.projectId(), complete);
    }

    /** What is stored in another format must not be kept, even where it looks the same. */
    private StoredFiles stored(List<? extends FileChange> changes, CurrentRows current) {
        Set<Long> ids = new TreeSet<>();
        if (project.indexFormat() == IndexStore.indexFormat()) {
            for (FileChange change : changes) {
                if (change instanceof FileChange.Indexed indexed) {
                    current.rowFor(indexed).ifPresent(ids::add);
                }
            }
            for (FileChange change : changes) {
                if (change instanceof FileChange.Vanished(KnownFile known)) {
                    // All rows of this file are deleted.
                    ids.remove(known.id());
                }
            }
        }
        return StoredFiles.read(driver, ids);
    }

    private void delete() {
        boolean isSame = project.indexFormat() == IndexStore.indexFormat();
        List<Long> all = new ArrayList<>(changed);
        all.addAll(emptied);
        forAll("UPDATE files SET indexed = 0 WHERE id", all);
        SMALL_TABLES.forEach(table -> forAll("DELETE FROM " + table + " WHERE file_id", all));
        List<Long> whole = isSame ? emptied : all;
        LARGE_TABLES.forEach(table -> forAll("DELETE FROM " + table + " WHERE file_id", whole));
    }

    private void forAll(String sql, List<Long> ids) {
        TableRows.forIds(driver, statements, sql, ids);
    }

    /** No other process writes before this transaction ends, so ids can be given here. */
    private NewRows newRows(StoredFiles stored) {
        return new NewRows(
                stored,
                new DefinitionRows(driver, statements),
                new PieceRows(driver, statements),
                IdBlock.of(driver, statements.fileIds()));
    }

    private void collect(FileChange change, CurrentRows current, NewRows rows) {
        switch (change) {
            case FileChange.Indexed indexed -> indexed(indexed, current, rows);
            case FileChange.Touched touch -> touched(touch);
            case FileChange.Vanished(KnownFile known) -> {
                // Another process may have given the row to another path meanwhile.
                if (current.has(known)) {
                    emptied.add(known.id());
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

    private void indexed(FileChange.Indexed change, CurrentRows current, NewRows rows) {
        OptionalLong row = current.rowFor(change);
        long fileId = row.orElseGet(() -> rows.files.take(1));
        if (row.isPresent()) {
            changed.add(fileId);
            changedFile(fileId, change);
        } else {
            newFile(fileId, change);
        }
        FileTags.of(change, tagRules)
                .forEach(tag -> tags.add(fileId, tag.tag(), tag.weight(), tag.automatic()));
        FileTexts made = Objects.requireNonNull(texts.get(change));
        StoredFile stored = rows.stored.take(fileId);
        long firstDefinition = rows.definitions.add(fileId, change, made, stored);
        imports.add(fileId, change.facts().imports(), stored);
        symbols.add(fileId, change.facts().symbols(), stored);
        rows.pieces.add(fileId, firstDefinition, change, made, stored);
        fileWords.add(fileId, made.words());
        fileTrigrams.add(fileId, made.trigrams());
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

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** What gives ids to new rows. */
    private static final class NewRows {

        private final StoredFiles stored;
        private final DefinitionRows definitions;
        private final PieceRows pieces;
        private final IdBlock files;

        private NewRows(
                StoredFiles stored, DefinitionRows definitions, PieceRows pieces, IdBlock files) {
            this.stored = stored;
            this.definitions = definitions;
            this.pieces = pieces;
            this.files = files;
        }
    }
}
