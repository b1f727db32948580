package dev.cairn.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the words of one database engine in the code of packages that serve every engine. */
final class EngineWords {

    private static final Pattern WORD =
            Pattern.compile(
                    "\\bPRAGMA\\b|\\bsqlite|\\bfts[345]|\\browids?\\b|\\b_rowid_\\b|AUTOINCREMENT"
                            + "|\\bpg_|\\bINFORMATION_SCHEMA\\b|\\bInnoDB\\b",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMENT =
            Pattern.compile("/\\*.*?\\*/|(?m)^\\s*//.*$", Pattern.DOTALL);

    private EngineWords() {}

    /** Returns the words by file, both without comments. */
    static Map<String, Set<String>> in(Path folder, Predicate<String> neutral) {
        Map<String, Set<String>> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> neutral.test(folder.relativize(file).toString()))
                    .forEach(file -> add(folder.relativize(file).toString(), read(file), found));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static void add(String name, String text, Map<String, Set<String>> found) {
        Set<String> words = new TreeSet<>();
        WORD.matcher(COMMENT.matcher(text).replaceAll(""))
                .results()
                .forEach(match -> words.add(match.group()));
        if (!words.isEmpty()) {
            found.put(name, words);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
