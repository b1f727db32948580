package dev.cairn.index.reference;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import dev.cairn.database.TransactionMode;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.answer.AnswerText;
import dev.cairn.index.answer.NearestNames;
import dev.cairn.index.freshness.IndexedFile;
import dev.cairn.index.project.AskedPath;
import dev.cairn.index.statement.JsonList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Answers what is in a file: its definitions and its imports, and who imports it. */
public final class FileStructure {

    private static final int MOST_DEFINITIONS = 5_000;
    private static final int MOST_COMPARED = 100_000;
    private static final int MOST_SUGGESTIONS = 3;
    private static final int MOST_IMPORTS = 5_000;

    private final CodeDatabase database;
    private final AnswerFreshness freshness;

    /**
     * Makes the answers of a database that has the schema of the code index.
     *
     * @param freshness brings the files of an answer up to date
     */
    public FileStructure(CodeDatabase database, AnswerFreshness freshness) {
        this.database = database;
        this.freshness = freshness;
    }

    private record FileKey(long id, IndexedFile file) {}

    /** Returns the definitions of a file; of a folder, the outer definitions of its files. */
    public Outline outline(String path) {
        return outline(asked(path), path);
    }

    /** Returns the definitions of a file of one project. */
    public Outline outline(IndexedFile file) {
        return outline(asked(file), file.path());
    }

    private Outline outline(AskedPath asked, String path) {
        List<FileKey> files = refreshed(asked);
        return reading(() -> {
            ReferenceQueries queries = new ReferenceQueries(database.driver());
            boolean single = files.size() == 1 && files.getFirst().file.path().equals(asked.path());
            String ids = files.stream().map(FileKey::id).toList().toString();
            List<DefinitionRow> rows =
                    queries.definitions(
                            "d.file_id IN "
                                    + queries.statements().ids()
                                    + (single ? "" : " AND d.parent_id IS NULL")
                                    + " ORDER BY f.path, d.id LIMIT ?",
                            ids,
                            MOST_DEFINITIONS);
            return new Outline(
                    path,
                    entries(rows),
                    rows.size() < MOST_DEFINITIONS,
                    notes(files, asked, path),
                    freshness.state(database.driver()));
        });
    }

    private static List<Outline.Entry> entries(List<DefinitionRow> rows) {
        Map<Long, Integer> depths = new HashMap<>();
        List<Outline.Entry> entries = new ArrayList<>();
        for (DefinitionRow row : rows) {
            int depth = row.parent() == 0 ? 0 : depths.getOrDefault(row.parent(), -1) + 1;
            depths.put(row.id(), depth);
            entries.add(new Outline.Entry(depth, row));
        }
        return entries;
    }

    /** Returns what a file imports, each with the file that is meant where the index has it. */
    public ImportsAnswer imports(String path) {
        return imports(asked(path), path);
    }

    /** Returns what a file of one project imports. */
    public ImportsAnswer imports(IndexedFile file) {
        return imports(asked(file), file.path());
    }

    private ImportsAnswer imports(AskedPath asked, String path) {
        List<FileKey> files = refreshed(asked);
        return reading(() -> {
            ReferenceQueries queries = new ReferenceQueries(database.driver());
            List<ImportsAnswer.Resolved> resolved = new ArrayList<>();
            ImportTargets targets = new ImportTargets(database.driver());
            for (FileKey file : files) {
                for (ImportRow row : queries.importsOf(file.id())) {
                    resolved.add(ImportsAnswer.Resolved.of(row, targets.of(row)));
                }
            }
            return answer(asked, path, resolved, files);
        });
    }

    /** Returns the imports of other files that mean a file. */
    public ImportsAnswer importers(String path) {
        return importers(asked(path), path);
    }

    /** Returns the imports of other files that mean a file of one project. */
    public ImportsAnswer importers(IndexedFile file) {
        return importers(asked(file), file.path());
    }

    private ImportsAnswer importers(AskedPath asked, String path) {
        List<FileKey> files = refreshed(asked);
        return reading(() -> {
            DatabaseDriver driver = database.driver();
            ReferenceQueries queries = new ReferenceQueries(driver);
            ImportTargets targets = new ImportTargets(driver);
            List<ImportsAnswer.Resolved> found = new ArrayList<>();
            for (FileKey file : files) {
                for (ImportRow row : candidates(queries, file)) {
                    Optional<ImportTargets.Target> target = targets.of(row);
                    if (target.filter(some -> isAt(some, file.file)).isPresent()
                            && row.fileId() != file.id) {
                        found.add(ImportsAnswer.Resolved.of(row, target));
                    }
                }
            }
            return answer(asked, path, found, files);
        });
    }

    private static boolean isAt(ImportTargets.Target target, IndexedFile file) {
        return target.path().equals(file.path()) && target.projectId().equals(file.projectId());
    }

    /** Returns the imports that name the file, its folder or one of its definitions. */
    private static List<ImportRow> candidates(ReferenceQueries queries, FileKey file) {
        Set<String> names = new LinkedHashSet<>();
        queries.definitions("d.file_id = ? AND d.parent_id IS NULL", file.id())
                .forEach(definition -> names.add(definition.name()));
        String[] segments = file.file.path().split("/", -1);
        String last = segments[segments.length - 1];
        String stem = last.contains(".") ? last.substring(0, last.indexOf('.')) : last;
        String folder = segments.length > 1 ? segments[segments.length - 2] : stem;
        names.add(stem);
        return queries.imports(
                "(i.name IN %1$s OR i.name = '*' OR i.module %2$s ? OR i.module %2$s ?) LIMIT ?"
                        .formatted(queries.statements().texts(), queries.statements().like()),
                JsonList.of(names),
                "%" + stem + "%",
                "%" + folder,
                MOST_IMPORTS);
    }

    private ImportsAnswer answer(
            AskedPath asked,
            String path,
            List<ImportsAnswer.Resolved> imports,
            List<FileKey> files) {
        return new ImportsAnswer(
                path,
                imports,
                imports.size() < MOST_IMPORTS,
                notes(files, asked, path),
                freshness.state(database.driver()));
    }

    private List<String> notes(List<FileKey> files, AskedPath asked, String path) {
        if (!files.isEmpty()) {
            return List.of();
        }
        List<String> near = nearest(asked.path());
        String meant = near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
        return List.of(
                "no file of the index is at or below '%s'%s"
                        .formatted(AnswerText.quoted(path), meant));
    }

    /** Returns the files whose names are nearest to that of a path. */
    private List<String> nearest(String path) {
        Map<String, String> byName = new HashMap<>();
        try (Rows rows =
                database.driver()
                        .query(
                                "SELECT path FROM files WHERE deleted = 0 ORDER BY path LIMIT ?",
                                MOST_COMPARED)) {
            while (rows.next()) {
                String file = text(rows, 0);
                byName.putIfAbsent(lastSegment(file), file);
            }
        }
        String present = byName.getOrDefault(lastSegment(path), "");
        if (!present.isEmpty() && ("/" + path).endsWith("/" + present)) {
            throw new DatabaseException(
                    DatabaseErrorCode.CORRUPT,
                    "the index contradicts itself: it has the file '%s', but does not find it"
                            .formatted(present));
        }
        return NearestNames.of(lastSegment(path), byName.keySet(), MOST_SUGGESTIONS).stream()
                .map(name -> "'" + byName.get(name) + "'")
                .toList();
    }

    private static String lastSegment(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private List<FileKey> refreshed(AskedPath asked) {
        List<FileKey> files = reading(() -> files(asked));
        List<IndexedFile> some = files.stream().map(FileKey::file).limit(50).toList();
        return !some.isEmpty() && freshness.refresh(some) ? reading(() -> files(asked)) : files;
    }

    private List<FileKey> files(AskedPath asked) {
        List<Object> parameters = new ArrayList<>();
        StringBuilder sql =
                new StringBuilder("SELECT f.id, f.project_id, p.root_path, f.path")
                        .append(" FROM projects p JOIN datasets s ON s.project_id = p.id")
                        .append(" JOIN files f ON f.project_id = p.id AND f.dataset_id = s.id")
                        .append(" WHERE f.deleted = 0");
        if (!asked.projectId().isEmpty()) {
            sql.append(" AND p.id = ?");
            parameters.add(asked.projectId());
        }
        if (!asked.path().isEmpty()) {
            // '0' follows '/' in the order of characters: a range of an index, then what is in it.
            sql.append(" AND f.path >= ? AND f.path < ? AND (f.path = ? OR f.path >= ?)");
            parameters.addAll(
                    List.of(asked.path(), asked.path() + "0", asked.path(), asked.path() + "/"));
        }
        parameters.add(MOST_DEFINITIONS);
        List<FileKey> files = new ArrayList<>();
        try (Rows rows =
                database.driver().query(sql + " ORDER BY f.path LIMIT ?", parameters.toArray())) {
            while (rows.next()) {
                files.add(
                        new FileKey(
                                rows.integer(0),
                                new IndexedFile(text(rows, 1), text(rows, 2), text(rows, 3))));
            }
        }
        return files;
    }

    private static AskedPath asked(IndexedFile file) {
        return new AskedPath(file.projectId(), file.path());
    }

    /** Returns a path as the index has it; one that is absolute begins with a project's folder. */
    private AskedPath asked(String path) {
        return AskedPath.of(database.driver(), path);
    }

    private <T> T reading(Supplier<T> work) {
        return database.driver().inTransaction(TransactionMode.READ, work);
    }

    private static String text(Rows rows, int column) {
        return rows.requiredText(column);
    }
}
