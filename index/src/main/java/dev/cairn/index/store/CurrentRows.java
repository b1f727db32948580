package dev.cairn.index.store;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The rows that the files of a batch have at the moment of writing. What was read before the
 * transaction may be out of date: another process may have indexed the same files meanwhile.
 */
final class CurrentRows {

    /** So many parameters a statement may have everywhere. */
    private static final int CHUNK = 500;

    private final Map<String, Long> byPath = new HashMap<>();
    private final Map<Long, String> byId = new HashMap<>();

    private CurrentRows() {}

    /** Reads the rows of changes, in the transaction that will make them. */
    static CurrentRows read(
            DatabaseDriver driver, ProjectKey project, List<? extends FileChange> changes) {
        List<Object> paths = new ArrayList<>();
        List<Object> ids = new ArrayList<>();
        for (FileChange change : changes) {
            switch (change) {
                case FileChange.Indexed indexed -> {
                    paths.add(indexed.file().path());
                    indexed.known().ifPresent(known -> ids.add(known.id()));
                }
                case FileChange.Touched touched -> ids.add(touched.known().id());
                case FileChange.Vanished vanished -> ids.add(vanished.known().id());
                case FileChange.Unreadable unreadable ->
                        unreadable.known().ifPresent(known -> ids.add(known.id()));
            }
        }
        CurrentRows rows = new CurrentRows();
        rows.add(driver, project, "path", paths);
        rows.add(driver, project, "id", ids);
        return rows;
    }

    private void add(
            DatabaseDriver driver, ProjectKey project, String column, List<Object> values) {
        for (int i = 0; i < values.size(); i += CHUNK) {
            List<Object> some = values.subList(i, Math.min(i + CHUNK, values.size()));
            List<Object> parameters = new ArrayList<>();
            parameters.add(project.projectId());
            parameters.add(project.projectId());
            parameters.addAll(some);
            String places = String.join(", ", Collections.nCopies(some.size(), "?"));
            try (Rows rows =
                    driver.query(
                            "SELECT id, path FROM files WHERE "
                                    + DatasetStore.FILES_OF_PROJECT
                                    + " AND "
                                    + column
                                    + " IN ("
                                    + places
                                    + ")",
                            parameters.toArray())) {
                while (rows.next()) {
                    String path = rows.requiredText(1);
                    byPath.put(path, rows.integer(0));
                    byId.put(rows.integer(0), path);
                }
            }
        }
    }

    /** Returns whether a file still has the row that it was known by. */
    boolean has(KnownFile known) {
        return known.path().equals(byId.get(known.id()));
    }

    /**
     * Returns the row that a file's new content belongs to: the one of its path; else the one that
     * it had under its former path; none if there is neither.
     */
    OptionalLong rowFor(FileChange.Indexed change) {
        Long ofPath = byPath.get(change.file().path());
        if (ofPath != null) {
            return OptionalLong.of(ofPath);
        }
        return change.known()
                .filter(this::has)
                .map(known -> OptionalLong.of(known.id()))
                .orElseGet(OptionalLong::empty);
    }
}
