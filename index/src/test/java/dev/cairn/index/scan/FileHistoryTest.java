package dev.cairn.index.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHistoryTest {

    private static final Duration TIME = Duration.ofSeconds(30);

    @TempDir Path folder;

    @Test
    void theCommitsOfOneFileAreGivenLatestFirst() throws Exception {
        try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
            commit(git, "tool/a.txt", "one", "Begin <b>");
            commit(git, "b.txt", "other", "Add the other");
            commit(git, "tool/a.txt", "two", "Change it");
        }
        FileHistory whole = FileHistory.of(folder, "tool/a.txt", 10, TIME);
        assertThat(whole.inRepository()).isTrue();
        assertThat(whole.complete()).isTrue();
        assertThat(subjects(whole)).containsExactly("Change it", "Begin <b>");
        assertThat(whole.changes().getFirst().author()).isEqualTo("Ann");
        assertThat(subjects(FileHistory.of(folder.resolve("tool"), "a.txt", 10, TIME)))
                .containsExactly("Change it", "Begin <b>");
        FileHistory some = FileHistory.of(folder, "tool/a.txt", 1, TIME);
        assertThat(subjects(some)).containsExactly("Change it");
        assertThat(some.complete()).isFalse();
        assertThat(FileHistory.of(folder, "nosuch", 10, TIME).changes()).isEmpty();
        assertThat(FileHistory.of(folder, "tool/a.txt", 10, Duration.ofNanos(-1)).complete())
                .isFalse();
    }

    @Test
    void aFolderWithoutRepositoryOrCommitHasNoHistory() throws Exception {
        FileHistory none = FileHistory.of(folder, "a.txt", 10, TIME);
        assertThat(none.inRepository()).isFalse();
        Git.init().setDirectory(folder.toFile()).call().close();
        FileHistory empty = FileHistory.of(folder, "a.txt", 10, TIME);
        assertThat(empty.inRepository()).isTrue();
        assertThat(empty.changes()).isEmpty();
    }

    private static List<String> subjects(FileHistory history) {
        return history.changes().stream().map(FileHistory.Change::subject).toList();
    }

    private void commit(Git git, String path, String text, String message) throws Exception {
        write(path, text);
        git.add().addFilepattern(path).call();
        git.commit()
                .setMessage(message + "\n\nMore.")
                .setAuthor("Ann", "ann@example.org")
                .setCommitter("Ann", "ann@example.org")
                .setSign(false)
                .call();
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
