package dev.cairn.benchmarks.meaning;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commits of a project: those of a Git repository, or of the file {@code ChangeLog} that many
 * projects make of their history when they release an archive.
 */
final class ChangeHistory {

    private static final int MOST_COMMITS = 2_000;
    private static final Pattern ENTRY = Pattern.compile("^(\\d{4}-\\d\\d-\\d\\d|===) ?.*");
    private static final Pattern FILES =
            Pattern.compile("^\\* ([^\\s(:,]+(?:, [^\\s(:,]+)*)[ (:,].*$");
    private static final Pattern SUBJECT = Pattern.compile("^[\\w*., -]{2,40}: \\S.*");

    /**
     * A commit.
     *
     * @param subject the first line of its message
     * @param files the paths of the files that it changed
     */
    record Commit(String subject, Set<String> files) {}

    private ChangeHistory() {}

    /** Returns the commits of a repository, the newest first. */
    static List<Commit> ofRepository(Path repository) throws IOException, InterruptedException {
        List<String> command =
                List.of(
                        "git",
                        "log",
                        "--no-merges",
                        "--name-only",
                        "--format=%x01%s",
                        "-n",
                        Integer.toString(MOST_COMMITS));
        Process process = new ProcessBuilder(command).directory(repository.toFile()).start();
        List<Commit> commits = new ArrayList<>();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String text : output.readAllAsString().split("\u0001", -1)) {
                List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
                if (!lines.isEmpty()) {
                    Set<String> files = new HashSet<>(lines.subList(1, lines.size()));
                    commits.add(new Commit(lines.getFirst(), files));
                }
            }
        }
        if (process.waitFor() != 0) {
            throw new IOException("git log failed in '" + repository + "'");
        }
        return commits;
    }

    /**
     * Returns the commits of a change log, in its order. An entry begins with its date. It has one
     * commit with the files before the subject, or several with the files behind each subject.
     */
    static List<Commit> ofChangeLog(Path file) throws IOException {
        List<Commit> commits = new ArrayList<>();
        List<String> entry = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (ENTRY.matcher(line).matches()) {
                commits.addAll(commits(entry));
                entry.clear();
            } else {
                entry.add(line.strip());
            }
        }
        commits.addAll(commits(entry));
        return commits;
    }

    private static List<Commit> commits(List<String> entry) {
        List<Commit> commits = new ArrayList<>();
        String subject = "";
        Set<String> files = new HashSet<>();
        boolean paragraph = true;
        for (String line : entry) {
            Matcher list = FILES.matcher(line);
            if (list.matches()) {
                files.addAll(Arrays.asList(list.group(1).split(", ")));
            } else if (subject.isEmpty() && !line.isEmpty()) {
                subject = line;
            } else if (paragraph && !files.isEmpty() && SUBJECT.matcher(line).matches()) {
                commits.add(new Commit(subject, files));
                subject = line;
                files = new HashSet<>();
            }
            paragraph = line.isEmpty();
        }
        if (!subject.isEmpty()) {
            commits.add(new Commit(subject, files));
        }
        return commits;
    }
}
