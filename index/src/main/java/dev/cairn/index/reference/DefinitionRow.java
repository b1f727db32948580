package dev.cairn.index.reference;

import dev.cairn.database.Rows;
import dev.cairn.index.freshness.IndexedFile;
import dev.cairn.index.statement.TextPacker;
import java.util.Optional;

/**
 * A definition as the index has it.
 *
 * @param id its id; those of a file have no gaps and follow the text
 * @param parent the id of the definition around it; 0 if there is none
 */
public record DefinitionRow(
        long id,
        long fileId,
        long parent,
        IndexedFile file,
        String language,
        String kind,
        String name,
        String qualifiedName,
        String signature,
        Optional<String> docstring,
        long line,
        long endLine,
        boolean exported) {

    static final String SELECT =
            "SELECT d.id, d.file_id, coalesce(d.parent_id, 0), f.project_id, p.root_path, f.path,"
                    + " f.language, d.kind, d.name, d.qualified_name, d.signature, d.docstring,"
                    + " d.line, d.end_line, d.exported"
                    + " FROM definitions d JOIN files f ON f.id = d.file_id"
                    + " JOIN projects p ON p.id = f.project_id WHERE f.deleted = 0 AND ";

    /** The same without the documentation, which is most of a row. */
    static final String SELECT_PLACE = SELECT.replace("d.docstring", "NULL");

    static DefinitionRow read(Rows rows) {
        return new DefinitionRow(
                rows.integer(0),
                rows.integer(1),
                rows.integer(2),
                new IndexedFile(text(rows, 3), text(rows, 4), text(rows, 5)),
                text(rows, 6),
                text(rows, 7),
                text(rows, 8),
                text(rows, 9),
                text(rows, 10),
                TextPacker.text(rows, 11),
                rows.integer(12),
                rows.integer(13),
                rows.integer(14) != 0);
    }

    private static String text(Rows rows, int column) {
        return rows.requiredText(column);
    }

    /** Returns the path of the file. */
    public String path() {
        return file.path();
    }

    /** Returns the name of what is directly around it; empty if nothing is. */
    String owner() {
        int end = qualifiedName.length() - name.length() - 1;
        return end <= 0 || (parent == 0 && !isMember())
                ? ""
                : qualifiedName.substring(qualifiedName.lastIndexOf('.', end - 1) + 1, end);
    }

    /** A method outside of its type has a qualified name with the type and no parent. */
    private boolean isMember() {
        return kind.equals("method");
    }

    /** Returns the qualified name of what is around it; empty if nothing is. */
    String around() {
        int end = qualifiedName.length() - name.length() - 1;
        return end <= 0 ? "" : qualifiedName.substring(0, end);
    }

    /** Returns the folder of the file. */
    String folder() {
        int slash = path().lastIndexOf('/');
        return slash < 0 ? "" : path().substring(0, slash);
    }
}
