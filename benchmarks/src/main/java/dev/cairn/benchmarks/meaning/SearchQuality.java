package dev.cairn.benchmarks.meaning;

import dev.cairn.index.search.query.Field;
import dev.cairn.index.search.query.Restriction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How well a search finds what a sentence describes.
 *
 * <p>{@code docstrings WORK FOLDER java|python test|train POOL [QUESTIONS]}: the first sentence of
 * a function's documentation is the question, the function without its documentation the answer,
 * among a pool of functions drawn from a source tree. The pool for training has no function of the
 * pools for tests.
 *
 * <p>{@code commits WORK PROJECT test|train FOLDER…}: the subject of a commit is the question, the
 * files that it changed are the answers, among the files of some folders of the project. Commits
 * for training are those that a test leaves out.
 *
 * <p>{@code WORK} is a folder that keeps the index and its vectors for the next run.
 */
public final class SearchQuality {

    /** Draws other questions, given by {@code -Dcairn.seed=NUMBER}. */
    private static final long SEED = Long.getLong("cairn.seed", 21);

    private static final int LARGEST_TEST_POOL = 2_000;
    private static final int MOST_COMMITS = 200;
    private static final int MOST_FILES = 10;

    /** The classes that Java's functions are put in are no answers. */
    private static final Restriction FUNCTIONS =
            new Restriction(Field.KIND, List.of("function", "method"), false);

    private final Path work;
    private final Path source;
    private final boolean training;

    private SearchQuality(Path work, Path source, boolean training) {
        this.work = work;
        this.source = source;
        this.training = training;
    }

    /** Runs one of the two. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path work = Files.createDirectories(Path.of(arguments[1])).toRealPath();
        Path source = Path.of(arguments[2]).toRealPath();
        if (arguments[0].equals("docstrings")) {
            SearchQuality run = new SearchQuality(work, source, isTraining(arguments[4]));
            int questions = arguments.length > 6 ? Integer.parseInt(arguments[6]) : 200;
            run.docstrings(arguments[3], Integer.parseInt(arguments[5]), questions);
        } else {
            SearchQuality run = new SearchQuality(work, source, isTraining(arguments[3]));
            run.commits(List.of(arguments).subList(4, arguments.length));
        }
    }

    private static boolean isTraining(String argument) {
        return argument.equals("train");
    }

    private void docstrings(String language, int pool, int count)
            throws IOException, InterruptedException {
        List<DocumentedFunction> all =
                new ArrayList<>(
                        DocumentedFunction.in(source, language, work.resolve("documented")));
        Collections.shuffle(all, new Random(SEED));
        List<DocumentedFunction> others =
                training ? all.subList(Math.min(LARGEST_TEST_POOL, all.size()), all.size()) : all;
        List<DocumentedFunction> chosen = others.subList(0, Math.min(pool, others.size()));
        Path root = Files.createDirectories(work.resolve("tree"));
        removeSources(root);
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

    /** Another run may have had a larger pool. */
    private static void removeSources(Path root) throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }

    private void commits(List<String> folders) throws IOException, InterruptedException {
        Path root = Files.createDirectories(work.resolve("tree"));
        for (String folder : folders) {
            copy(source.resolve(folder), root.resolve(folder));
        }
        Path log = source.resolve("ChangeLog");
        List<ChangeHistory.Commit> commits =
                Files.isRegularFile(log)
                        ? ChangeHistory.ofChangeLog(log)
                        : ChangeHistory.ofRepository(source);
        Map<String, Set<String>> all = new LinkedHashMap<>();
        Map<String, Set<String>> nameless = new LinkedHashMap<>();
        for (ChangeHistory.Commit commit : drawn(commits, root)) {
            all.put(commit.subject(), commit.files());
            if (commit.files().stream().noneMatch(file -> isNamed(file, commit.subject()))) {
                nameless.put(commit.subject(), commit.files());
            }
        }
        try (VectorizedIndex index = new VectorizedIndex(root, "commits", List.of())) {
            index.measure("%d commit subjects".formatted(all.size()), all);
            index.measure("%d of them name no file".formatted(nameless.size()), nameless);
        }
    }

    /** Returns commits with few files that are still there; each subject once. */
    private List<ChangeHistory.Commit> drawn(List<ChangeHistory.Commit> commits, Path root) {
        List<ChangeHistory.Commit> some = new ArrayList<>();
        Set<String> subjects = new HashSet<>();
        for (ChangeHistory.Commit commit : commits) {
            Set<String> there = new HashSet<>(commit.files());
            there.removeIf(file -> !Files.isRegularFile(root.resolve(file)));
            boolean few = !there.isEmpty() && commit.files().size() <= MOST_FILES;
            if (few && subjects.add(commit.subject())) {
                some.add(new ChangeHistory.Commit(commit.subject(), there));
            }
        }
        Collections.shuffle(some, new Random(SEED));
        int middle = Math.min(MOST_COMMITS, some.size() / 2);
        List<ChangeHistory.Commit> rest = some.subList(middle, some.size());
        return training
                ? rest.subList(0, Math.min(MOST_COMMITS, rest.size()))
                : some.subList(0, middle);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.copy(
                        file,
                        target,
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** Returns whether a subject has the name of a file, as one word or as its parts. */
    private static boolean isNamed(String file, String subject) {
        String name = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\..*$", "");
        String apart = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").replace('_', ' ');
        String lower = subject.toLowerCase(Locale.ROOT);
        return lower.contains(name.toLowerCase(Locale.ROOT))
                || lower.contains(apart.toLowerCase(Locale.ROOT));
    }
}
