package dev.cairn.index.reference;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.database.TransactionMode;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.answer.IndexState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is directly in a folder of a project, with the sizes and the uses of all below it.
 *
 * @param folder the folder; empty for that of the project
 * @param entries its folders and files, the largest first
 * @param index how fresh and how complete the index is
 */
public record FolderMap(String folder, List<Entry> entries, IndexState index) {

    public FolderMap {
        entries = List.copyOf(entries);
    }

    /**
     * A folder or a file.
     *
     * @param path its path below the project's folder
     * @param isFolder whether it is a folder
     * @param files how many files are in it; 1 for a file
     * @param bytes how long they are together
     * @param uses the estimated number of files that use their definitions, added up
     * @param language the language of most of its bytes
     */
    public record Entry(
            String path, boolean isFolder, long files, long bytes, double uses, String language) {

        /** Returns the last name of the path. */
        public String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /**
     * Reads what is in a folder.
     *
     * @param uses how much the files of the project are used, of {@link CodeMap#usesByPath}
     */
    public static FolderMap read(
            CodeDatabase database,
            AnswerFreshness freshness,
            String projectId,
            String folder,
            Map<String, Double> uses) {
        DatabaseDriver driver = database.driver();
        return driver.inTransaction(
                TransactionMode.READ,
                () ->
                        new FolderMap(
                                folder,
                                entries(driver, projectId, folder, uses),
                                freshness.state(driver)));
    }

    private static List<Entry> entries(
            DatabaseDriver driver, String projectId, String folder, Map<String, Double> uses) {
        String below = folder.isEmpty() ? "" : folder + "/";
        Map<String, Sums> sums = new LinkedHashMap<>();
        try (Rows rows =
                driver.query(
                        "SELECT path, size, language FROM files WHERE project_id = ?"
                                + " AND deleted = 0 AND (? = '' OR (path >= ? AND path < ?))",
                        projectId,
                        folder,
                        below,
                        folder + "0")) {
            while (rows.next()) {
                String path = rows.requiredText(0);
                int end = path.indexOf('/', below.length());
                String entry = end < 0 ? path : path.substring(0, end);
                sums.computeIfAbsent(entry, _ -> new Sums(end >= 0))
                        .add(rows.integer(1), rows.requiredText(2), uses.getOrDefault(path, 0.0));
            }
        }
        List<Entry> entries = new ArrayList<>();
        sums.forEach((path, sum) -> entries.add(sum.entry(path)));
        entries.sort(Comparator.comparingLong(Entry::bytes).reversed().thenComparing(Entry::path));
        return entries;
    }

    /** What is added up of one folder or file. */
    private static final class Sums {

        private final boolean isFolder;
        private final Map<String, Long> bytesByLanguage = new HashMap<>();
        private long files;
        private long bytes;
        private double uses;

        Sums(boolean isFolder) {
            this.isFolder = isFolder;
        }

        void add(long size, String language, double used) {
            files++;
            bytes += size;
            uses += used;
            bytesByLanguage.merge(language, size, Long::sum);
        }

        Entry entry(String path) {
            String language =
                    bytesByLanguage.entrySet().stream()
                            .max(
                                    Map.Entry.<String, Long>comparingByValue()
                                            .thenComparing(Map.Entry::getKey))
                            .map(Map.Entry::getKey)
                            .orElse("");
            return new Entry(path, isFolder, files, bytes, uses, language);
        }
    }
}
