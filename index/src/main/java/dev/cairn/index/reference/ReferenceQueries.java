package dev.cairn.index.reference;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.index.freshness.IndexedFile;
import dev.cairn.index.search.query.QualifiedName;
import dev.cairn.index.statement.IndexStatements;
import dev.cairn.index.statement.JsonList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The queries behind answers about definitions and uses; each reads a bounded number of rows. */
final class ReferenceQueries {

    private static final String USES =
            "SELECT u.file_id, f.project_id, p.root_path, f.path, f.language, u.name, u.kind,"
                    + " u.receiver, u.line, coalesce(u.definition_id, 0),"
                    + " coalesce(d.qualified_name, ''), u.\"column\", coalesce(d.signature, '')"
                    + " FROM symbol_uses u JOIN files f ON f.id = u.file_id"
                    + " JOIN projects p ON p.id = f.project_id"
                    + " LEFT JOIN definitions d ON d.id = u.definition_id"
                    + " WHERE f.deleted = 0 AND ";

    private final DatabaseDriver driver;
    private final IndexStatements statements;
    private final Map<Long, List<ImportRow>> imports = new HashMap<>();
    private final Map<Long, FileImports> prepared = new HashMap<>();
    private final ScipEdges scip;

    ReferenceQueries(DatabaseDriver driver) {
        this.driver = driver;
        this.statements = IndexStatements.of(driver);
        this.scip = new ScipEdges(driver);
    }

    /** Returns the definitions of a name; if it is qualified, those whose end fits. */
    List<DefinitionRow> named(QualifiedName name, int most) {
        String like =
                "%." + name.dotted().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return definitions(
                statements.sameName("d.name")
                        + " AND '.' || d.qualified_name "
                        + statements.like()
                        + " ? ESCAPE '\\'"
                        + " ORDER BY d.name <> ?, d.exported = 0, f.path, d.line, d.id LIMIT ?",
                name.name(),
                like,
                name.name(),
                most);
    }

    /**
     * Returns the definitions of names that are written exactly so, without their documentation.
     *
     * @param most how many of each name, the first ones
     */
    Map<String, List<DefinitionRow>> exactlyNamed(Collection<String> names, int most) {
        Map<String, List<DefinitionRow>> found = new HashMap<>();
        names.forEach(name -> found.put(name, new ArrayList<>()));
        String where =
                "d.id IN (SELECT picked.id FROM (SELECT d2.id, row_number() OVER"
                        + " (PARTITION BY d2.name ORDER BY d2.id) AS place"
                        + " FROM definitions d2 WHERE "
                        + statements.sameNames("d2.name")
                        + ") picked WHERE picked.place <= ?) ORDER BY d.id";
        try (Rows rows =
                driver.query(DefinitionRow.SELECT_PLACE + where, JsonList.of(names), most)) {
            while (rows.next()) {
                DefinitionRow row = DefinitionRow.read(rows);
                List<DefinitionRow> same = found.get(row.name());
                if (same != null) {
                    same.add(row);
                }
            }
        }
        return found;
    }

    /** Returns the files that define a name that is written exactly so. */
    Set<Long> filesDefining(String name, int most) {
        Set<Long> files = new HashSet<>();
        try (Rows rows =
                driver.query(
                        "SELECT DISTINCT d.file_id FROM definitions d WHERE "
                                + statements.sameName("d.name")
                                + " AND d.name = ? LIMIT ?",
                        name,
                        name,
                        most)) {
            while (rows.next()) {
                files.add(rows.integer(0));
            }
        }
        return files;
    }

    /** Returns how often each language uses a name. */
    Map<String, Long> countUses(String name) {
        Map<String, Long> counts = new HashMap<>();
        try (Rows rows =
                driver.query(
                        "SELECT f.language, CAST(sum(s.uses) AS BIGINT) FROM names n"
                                + " JOIN symbols s ON s.name_id = n.id"
                                + " JOIN files f ON f.id = s.file_id"
                                + " WHERE n.name = ? AND f.deleted = 0 GROUP BY f.language",
                        name)) {
            while (rows.next()) {
                counts.put(text(rows, 0), rows.integer(1));
            }
        }
        return counts;
    }

    IndexStatements statements() {
        return statements;
    }

    List<DefinitionRow> definitions(String where, Object... values) {
        List<DefinitionRow> found = new ArrayList<>();
        try (Rows rows = driver.query(DefinitionRow.SELECT + where, values)) {
            while (rows.next()) {
                found.add(DefinitionRow.read(rows));
            }
        }
        return found;
    }

    /** Returns the definitions inside of one, and itself. */
    List<DefinitionRow> withInner(DefinitionRow outer) {
        return definitions(
                "d.file_id = ? AND d.id >= ? AND d.line <= ? AND d.end_line <= ? ORDER BY d.id",
                outer.fileId(),
                outer.id(),
                outer.endLine(),
                outer.endLine());
    }

    /** Returns the first uses of a name; only so many files are read, since each has one. */
    List<Use> usesOf(String name, int most) {
        return uses(
                "u.name = ? AND u.file_id IN (SELECT picked.id FROM (SELECT DISTINCT f2.id, f2.path"
                        + " FROM names n2 JOIN symbols s2 ON s2.name_id = n2.id"
                        + " JOIN files f2 ON f2.id = s2.file_id"
                        + " WHERE n2.name = ? AND f2.deleted = 0"
                        + " ORDER BY f2.path, f2.id LIMIT ?) picked)"
                        + " ORDER BY f.path, f.id, u.line, u.\"column\", u.kind LIMIT ?",
                name,
                name,
                most,
                most);
    }

    List<Use> usesIn(DefinitionRow definition, int most) {
        List<DefinitionRow> inner = withInner(definition);
        long last = inner.isEmpty() ? definition.id() : inner.getLast().id();
        return uses(
                "u.file_id = ? AND u.definition_id BETWEEN ? AND ?"
                        + " ORDER BY u.line, u.\"column\", u.kind LIMIT ?",
                definition.fileId(),
                definition.id(),
                last,
                most);
    }

    private List<Use> uses(String where, Object... values) {
        List<Use> uses = new ArrayList<>();
        try (Rows rows = driver.query(USES + where, values)) {
            while (rows.next()) {
                uses.add(use(rows));
            }
        }
        return uses;
    }

    private static Use use(Rows rows) {
        String language = text(rows, 4);
        Optional<String> receiver = Optional.ofNullable(rows.text(7));
        return new Use(
                rows.integer(0),
                new IndexedFile(text(rows, 1), text(rows, 2), text(rows, 3)),
                language,
                text(rows, 5),
                text(rows, 6),
                receiver,
                rows.integer(8),
                rows.integer(11),
                rows.integer(9),
                text(rows, 10),
                receiver.filter(name -> Resolver.isOwnObject(language, name, text(rows, 12)))
                        .isPresent());
    }

    /** Returns the edges that a SCIP index knows. */
    ScipEdges scip() {
        return scip;
    }

    /** Reads what files import at once, for {@link #importsOf}. */
    void readImports(Collection<Long> files) {
        Set<Long> unread = new TreeSet<>(files);
        unread.removeAll(imports.keySet());
        if (unread.isEmpty()) {
            return;
        }
        unread.forEach(file -> imports.put(file, new ArrayList<>()));
        for (ImportRow row :
                imports("i.file_id IN " + statements.ids() + " ORDER BY i.id", unread.toString())) {
            Objects.requireNonNull(imports.get(row.fileId())).add(row);
        }
    }

    /** Returns what a file imports. */
    List<ImportRow> importsOf(long file) {
        return imports.computeIfAbsent(file, id -> imports("i.file_id = ? ORDER BY i.id", id));
    }

    /** Returns the same, to be compared with definitions. */
    FileImports preparedImportsOf(long file) {
        return prepared.computeIfAbsent(file, id -> new FileImports(importsOf(id)));
    }

    List<ImportRow> imports(String where, Object... values) {
        List<ImportRow> found = new ArrayList<>();
        try (Rows rows =
                driver.query(
                        "SELECT i.file_id, f.project_id, f.path, f.language, i.module, i.name,"
                                + " i.alias, i.kind, i.line FROM imports i JOIN files f ON f.id ="
                                + " i.file_id WHERE f.deleted = 0 AND "
                                + where,
                        values)) {
            while (rows.next()) {
                found.add(
                        new ImportRow(
                                rows.integer(0),
                                text(rows, 1),
                                text(rows, 2),
                                text(rows, 3),
                                text(rows, 4),
                                Optional.ofNullable(rows.text(5)),
                                Optional.ofNullable(rows.text(6)),
                                text(rows, 7),
                                rows.integer(8)));
            }
        }
        return found;
    }

    private static String text(Rows rows, int column) {
        return rows.requiredText(column);
    }
}
