package dev.cairn.benchmarks.meaning;

import dev.cairn.benchmarks.Output;
import dev.cairn.database.CodeDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rows;
import dev.cairn.index.CodeIndexSchema;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.Indexer;
import dev.cairn.index.statement.TextPacker;
import dev.cairn.server.configuration.ConfigurationReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A function whose documentation describes it.
 *
 * @param question the first sentence of its documentation, in plain words
 * @param code the function without its documentation
 */
record DocumentedFunction(String question, String code) {

    private static final int FEWEST_WORDS = 5;
    private static final int MOST_WORDS = 40;
    private static final int FEWEST_LINES = 3;

    /** Returns those of a source tree; of functions with the same first sentence only the first. */
    static List<DocumentedFunction> in(Path folder, String language, Path storage) {
        List<DocumentedFunction> all = new ArrayList<>();
        var configuration = ConfigurationReader.defaults(storage).database().withoutWorker();
        configuration.storage().create();
        try (CodeDatabase database = CodeDatabase.open(configuration)) {
            database.ensureSchemaSynced(CodeIndexSchema.definition());
            Indexer.index(database, folder, IndexOptions.standard(), ProgressListener.NONE);
            try (Rows rows =
                    database.driver()
                            .query(
                                    "SELECT d.docstring, c.content FROM definitions d"
                                            + " JOIN files f ON f.id = d.file_id"
                                            + " JOIN code_content c ON c.file_id = f.id"
                                            + " AND c.entity_id = d.id"
                                            + " WHERE d.docstring IS NOT NULL AND f.language = ?"
                                            + " AND d.kind IN ('function', 'method')"
                                            + " ORDER BY f.path, d.line",
                                    language)) {
                addAll(rows, all);
            }
        }
        Output.print("%d documented functions in '%s'".formatted(all.size(), folder));
        return all;
    }

    private static void addAll(Rows rows, List<DocumentedFunction> all) {
        Set<String> known = new HashSet<>();
        while (rows.next()) {
            String question = firstSentence(TextPacker.text(rows, 0).orElseThrow());
            String code = TextPacker.text(rows, 1).orElseThrow();
            int words = question.split(" ").length;
            boolean fits = words >= FEWEST_WORDS && words <= MOST_WORDS;
            if (fits && code.lines().count() >= FEWEST_LINES && known.add(question)) {
                all.add(new DocumentedFunction(question, code));
            }
        }
    }

    private static String firstSentence(String docstring) {
        String plain =
                docstring
                        .replaceAll("\\{@\\w+\\s+([^}]*)}", "$1")
                        .replaceAll("<[^>]{1,40}>", " ")
                        .replaceAll("[`*]", "")
                        .strip();
        String first = plain.split("(?<=[.!?])\\s|\\n\\s*\\n|\\n\\s*[@:]", 2)[0];
        return first.replaceAll("\\s+", " ").strip();
    }
}
