package dev.cairn.index.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.JavaCommand;
import dev.cairn.database.Rounds;
import dev.cairn.database.file.FailPoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ends the process at every step of an edit: file, rows and git agree after the recovery. */
class KilledEditIT {

    private static final int ROUNDS = Rounds.of(1, 1, 20);

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "edit-backed-up",
                "edit-temporary-written",
                "edit-recorded",
                "edit-file-replaced",
                "edit-rows-changed",
                "edit-git-committed",
                "edit-committed"
            })
    void anEditIsDoneOrUndoneWhereverItsProcessEnds(String step) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Path here = Files.createDirectories(folder.resolve(step + round));
            try (EditedProject project = EditedProject.in(here)) {
                git(project.root(), "init", "-q");
                git(project.root(), "config", "user.name", "a");
                git(project.root(), "config", "user.email", "a@b");
                git(project.root(), "add", ".");
                git(project.root(), "commit", "-qm", "first");
            }
            assertThat(edit(here, step)).isEqualTo(FailPoint.EXIT_STATUS);
            try (EditedProject project = EditedProject.in(here)) {
                project.recovery().run();
                assertThat(project.recovery().run()).isEmpty();
                check(project);
            }
        }
    }

    private static void check(EditedProject project) throws Exception {
        String text = project.read();
        assertThat(text)
                .isIn(EditedProject.SOURCE, EditedProject.SOURCE.replace("Hello", "Welcome"));
        assertThat(project.indexedHash()).isEqualTo(EditedProject.hash(text));
        assertThat(
                        project.driver()
                                .queryValue("SELECT count(*) FROM edits WHERE state = 'PREPARED'"))
                .contains(0L);
        if (git(project.root(), "log", "--format=%s").contains("Welcome people")) {
            assertThat(text).contains("Welcome");
            assertThat(git(project.root(), "status", "--porcelain", "-uno")).isEmpty();
        }
    }

    private static int edit(Path folder, String step) throws IOException, InterruptedException {
        return new ProcessBuilder(
                        JavaCommand.of(
                                List.of(
                                        "-Dcairn.failpoint=" + step,
                                        "-Dcairn.native.folder=" + folder.resolve("native"),
                                        "-Djava.io.tmpdir=" + folder),
                                EditingProcess.class,
                                folder))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start()
                .waitFor();
    }

    private static String git(Path root, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .directory(root.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("git %s: %s", command, output).isZero();
        return output;
    }
}
