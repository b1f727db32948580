package dev.cairn.index.edit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A git commit of one path, made by the {@code git} program so that the repository's hooks run.
 * Nothing else that is staged goes into it.
 */
final class GitCommit {

    private static final long LIMIT_SECONDS = 60;

    /** Files in git's folder that exist while an operation is under way. */
    private static final List<String> OPERATIONS =
            List.of(
                    "MERGE_HEAD",
                    "CHERRY_PICK_HEAD",
                    "REVERT_HEAD",
                    "BISECT_LOG",
                    "rebase-merge",
                    "rebase-apply");

    private static final Set<String> OTHER_REPOSITORY =
            Set.of(
                    "GIT_DIR",
                    "GIT_WORK_TREE",
                    "GIT_INDEX_FILE",
                    "GIT_COMMON_DIR",
                    "GIT_OBJECT_DIRECTORY",
                    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
                    "GIT_NAMESPACE",
                    "GIT_PREFIX");

    private final Path root;

    private GitCommit(Path root) {
        this.root = root;
    }

    /**
     * Prepares commits in a folder.
     *
     * @throws EditException with REFUSED if it is in no git work tree, or a merge, rebase or the
     *     like is under way there
     */
    static GitCommit in(Path root) {
        GitCommit git = new GitCommit(root);
        Result folder = git.run(List.of("rev-parse", "--absolute-git-dir"));
        if (folder.code() != 0) {
            throw EditException.refused(
                    "cannot commit: '%s' is not in a git work tree; edit without a commit"
                            .formatted(root));
        }
        Path gitFolder = Path.of(folder.output().strip());
        for (String operation : OPERATIONS) {
            if (Files.exists(gitFolder.resolve(operation))) {
                throw EditException.refused(
                        "cannot commit in '%s': an operation is under way ('%s' exists); finish or abort it first"
                                .formatted(root, operation));
            }
        }
        return git;
    }

    /** Commits one path as it is on disk, and returns the commit. */
    String commit(String path, String message) {
        Result added = run(List.of("add", "--", path));
        if (added.code() != 0) {
            throw EditException.failed(
                    "git cannot add '%s': %s".formatted(path, added.output().strip()), null);
        }
        Result committed = run(List.of("commit", "--quiet", "-m", message, "--", path));
        if (committed.code() != 0) {
            run(List.of("reset", "--quiet", "--", path));
            throw EditException.failed(
                    "git did not commit '%s': %s".formatted(path, committed.output().strip()),
                    null);
        }
        return head().orElseThrow(
                        () -> EditException.failed("git does not say which commit it made", null));
    }

    /** Returns the commit that is checked out. */
    Optional<String> head() {
        Result result = run(List.of("rev-parse", "HEAD"));
        return result.code() == 0 ? Optional.of(result.output().strip()) : Optional.empty();
    }

    private record Result(int code, String output) {}

    private Result run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("git", "--literal-pathspecs"));
        command.addAll(arguments);
        try {
            Path output = Files.createTempFile("cairn-git-", ".out");
            try {
                return run(command, output);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw EditException.failed(
                    "cannot run git: %s; install git, or edit without a commit"
                            .formatted(e.getMessage()),
                    e);
        }
    }

    private Result run(List<String> command, Path output) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(root.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        // Set within a hook, they name the repository, index and work tree of another command.
        builder.environment().keySet().removeAll(OTHER_REPOSITORY);
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().put("GIT_EDITOR", "false");
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
                throw EditException.failed(
                        "git did not end within %d s; a hook may be waiting"
                                .formatted(LIMIT_SECONDS),
                        null);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw EditException.failed("the edit was cancelled while git was running", e);
        }
        return new Result(
                process.exitValue(),
                new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
    }
}
