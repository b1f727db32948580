package dev.cairn.benchmarks;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rows;
import dev.cairn.index.CodeIndexSchema;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.Indexer;
import dev.cairn.index.search.query.Field;
import dev.cairn.index.search.query.Restriction;
import dev.cairn.server.configuration.ConfigurationReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/**
 * How well a search finds what a sentence describes.
 *
 * <p>{@code docstrings FOLDER java|python [POOL [QUESTIONS]]}: the first sentence of a function's
 * documentation is the question, the function without its documentation the answer, among a pool of
 * functions drawn from a source tree. {@code commits REPOSITORY [FOLDER…]}: the subject of a commit
 * is the question, the files that it changed are the answers, among the files of some folders.
 */
public final class SearchQuality {

    private static final long SEED = 21;
    private static final int FEWEST_WORDS = 5;
    private static final int MOST_WORDS = 40;
    private static final int FEWEST_LINES = 3;
    private static final int MOST_COMMITS = 400;
    private static final int MOST_FILES = 10;

    /** The classes that Java's functions are put in are no answers. */
    private static final Restriction FUNCTIONS =
            new Restriction(Field.KIND, List.of("function", "method"), false);

    private SearchQuality() {}

    /** Runs one of the two. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (ScratchFolder scratch = ScratchFolder.create("cairn-search-quality")) {
            Path folder = Path.of(arguments[1]).toRealPath();
            if (arguments[0].equals("docstrings")) {
                int pool = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 700;
                int questions = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 200;
                docstrings(folder, arguments[2], pool, questions, scratch.path());
            } else {
                commits(folder, List.of(arguments).subList(2, arguments.length), scratch.path());
            }
        }
    }

    /** A function without its documentation, and what that begins with. */
    private record Documented(String question, String code) {}

    private static void docstrings(Path folder, String language, int pool, int count, Path scratch)
            throws IOException, InterruptedException {
        List<Documented> all = documented(folder, language, scratch.resolve("all"));
        Collections.shuffle(all, new Random(SEED));
        List<Documented> chosen = all.subList(0, Math.min(pool, all.size()));
        Path root = Files.createDirectories(scratch.resolve("pool"));
        Map<String, Set<String>> questions = new LinkedHashMap<>();
        for (int i = 0; i < chosen.size(); i++) {
            boolean java = language.equals("java");
            String name = "f%04d.%s".formatted(i, java ? "java" : "py");
            String code = chosen.get(i).code();
            Files.writeString(
                    root.resolve(name), java ? "class F%04d {\n%s\n}\n".formatted(i, code) : code);
            if (questions.size() < count) {
                questions.put(chosen.get(i).question(), Set.of(name));
            }
        }
        String title =
                "%s, %d questions, pool %d of %d"
                        .formatted(language, questions.size(), chosen.size(), all.size());
        try (VectorizedIndex index = new VectorizedIndex(root, title, List.of(FUNCTIONS))) {
            index.measure(title, questions);
        }
    }

    private static List<Documented> documented(Path folder, String language, Path storage) {
        List<Documented> all = new ArrayList<>();
        Set<String> known = new HashSet<>();
        var configuration = ConfigurationReader.defaults(storage).database().withoutWorker();
        try {
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
                    while (rows.next()) {
                        String question = firstSentence(Objects.requireNonNull(rows.text(0)));
                        String code = Objects.requireNonNull(rows.text(1));
                        int words = question.split(" ").length;
                        boolean fits = words >= FEWEST_WORDS && words <= MOST_WORDS;
                        if (fits && code.lines().count() >= FEWEST_LINES && known.add(question)) {
                            all.add(new Documented(question, code));
                        }
                    }
                }
            }
        } finally {
            Output.print("%d documented functions in '%s'".formatted(all.size(), folder));
        }
        return all;
    }

    /** Returns the first sentence in plain words. */
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

    private static void commits(Path repository, List<String> folders, Path scratch)
            throws IOException, InterruptedException {
        Path root = Files.createDirectories(scratch.resolve("tree"));
        List<String> archive =
                new ArrayList<>(List.of("git", "archive", "--format=tar", "HEAD", "--"));
        archive.addAll(folders);
        Path tar = scratch.resolve("tree.tar");
        git(repository, archive, tar);
        git(root, List.of("tar", "xf", tar.toString()), scratch.resolve("tar.log"));
        Path log = scratch.resolve("log");
        List<String> words =
                new ArrayList<>(
                        List.of("git", "log", "--no-merges", "--name-only", "--format=%x01%s"));
        words.addAll(List.of("-n", Integer.toString(MOST_COMMITS), "--"));
        words.addAll(folders);
        git(repository, words, log);
        Map<String, Set<String>> questions = new LinkedHashMap<>();
        Map<String, Set<String>> nameless = new LinkedHashMap<>();
        for (String commit : Files.readString(log).split("\u0001", -1)) {
            List<String> lines = commit.lines().filter(line -> !line.isBlank()).toList();
            Set<String> files = new HashSet<>();
            lines.stream()
                    .skip(1)
                    .filter(file -> Files.isRegularFile(root.resolve(file)))
                    .forEach(files::add);
            if (!lines.isEmpty() && !files.isEmpty() && files.size() <= MOST_FILES) {
                questions.put(lines.getFirst(), files);
                if (files.stream().noneMatch(file -> isNamed(file, lines.getFirst()))) {
                    nameless.put(lines.getFirst(), files);
                }
            }
        }
        try (VectorizedIndex index = new VectorizedIndex(root, "commits", List.of())) {
            index.measure("%d commit subjects".formatted(questions.size()), questions);
            index.measure("%d of them name no file".formatted(nameless.size()), nameless);
        }
    }

    /** Returns whether a subject has the name of a file, as one word or as its parts. */
    private static boolean isNamed(String file, String subject) {
        String name = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\..*$", "");
        String apart = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").replace('_', ' ');
        String lower = subject.toLowerCase(java.util.Locale.ROOT);
        return lower.contains(name.toLowerCase(java.util.Locale.ROOT))
                || lower.contains(apart.toLowerCase(java.util.Locale.ROOT));
    }

    private static void git(Path folder, List<String> command, Path output)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(output.toFile())
                        .start();
        try (BufferedReader errors = process.errorReader(StandardCharsets.UTF_8)) {
            String error = errors.readAllAsString();
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " failed: " + error);
            }
        }
    }
}
