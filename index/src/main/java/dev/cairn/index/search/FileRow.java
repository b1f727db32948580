package dev.cairn.index.search;

import dev.cairn.database.Rows;
import dev.cairn.index.freshness.IndexedFile;
import dev.cairn.index.search.rank.PathWeight;
import dev.cairn.index.statement.IndexStatements;
import java.util.Objects;

/**
 * A file as a search reads it.
 *
 * @param size the size in bytes when it was indexed
 * @param modifiedNanos the time of change when it was indexed
 * @param weight how much its hits count: the product of the weights of its tags
 */
record FileRow(
        long id,
        String projectId,
        String project,
        String root,
        String path,
        String language,
        long size,
        long modifiedNanos,
        double weight) {

    /** Returns the columns that {@link #read} reads; files is f, projects is p. */
    static String columns(IndexStatements statements) {
        return "f.id, f.project_id, p.name, p.root_path, f.path, f.language, f.size,"
                + " f.modified_nanos, coalesce((SELECT exp(sum(ln("
                + statements.larger("t.weight", "0.001")
                + "))) FROM file_tags t WHERE t.file_id = f.id), 1.0)";
    }

    static final int COUNT = 9;

    static FileRow read(Rows rows, int first) {
        String path = rows.requiredText(first + 4);
        return new FileRow(
                rows.integer(first),
                rows.requiredText(first + 1),
                Objects.requireNonNullElse(rows.text(first + 2), ""),
                rows.requiredText(first + 3),
                path,
                rows.requiredText(first + 5),
                rows.integer(first + 6),
                rows.integer(first + 7),
                rows.real(first + 8) * PathWeight.of(path));
    }

    static int heaviestFirst(FileRow a, FileRow b) {
        int order = Double.compare(b.weight, a.weight);
        return order != 0 ? order : a.path.compareTo(b.path);
    }

    IndexedFile indexed() {
        return new IndexedFile(projectId, root, path);
    }
}
