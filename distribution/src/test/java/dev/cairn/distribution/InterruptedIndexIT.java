package dev.cairn.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.distribution.ProcessRun.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of {@code cairn index} that end in the middle; the next run completes the index. */
class InterruptedIndexIT {

    private static final int MANY_FILES = 800;
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    @TempDir private Path folder;
    private Path tree;

    @BeforeEach
    void writeATree() throws IOException {
        tree = Files.createDirectory(folder.resolve("tree"));
        Files.writeString(
                tree.resolve("Greeting.java"),
                """
                package example;

                /** Says hello to people. */
                public final class Greeting {
                    public String helloWorldText(String name) {
                        return "hello " + name;
                    }
                }
                """);
        Files.writeString(
                tree.resolve("tool.py"), "def helper_for_python(value):\n    return value\n");
    }

    @AfterEach
    void stopTheWorker() throws Exception {
        if (Files.exists(tree.resolve(".cairn"))) {
            cairn("stop").run();
        }
    }

    /** A shell that runs the tests in the background may make them ignore the signal. */
    @Test
    void controlCLeavesAnIndexThatTheNextRunCompletes() throws Exception {
        writeManyFiles();
        ProcessRun.Started started =
                Command.of(
                                tree,
                                "env",
                                "--default-signal=INT",
                                Distribution.launcher(),
                                "index",
                                ".")
                        .start();
        awaitBatches();
        interrupt(started.process());

        ProcessRun interrupted = started.end();

        assertThat(interrupted.exitCode()).as(interrupted.error()).isEqualTo(130);
        assertThat(interrupted.error()).contains("cairn: interrupted").doesNotContain("\tat ");
        assertCompletes();
    }

    @Test
    void aWorkerThatEndsInACommitIsAFailureAndTheNextRunCompletes() throws Exception {
        writeManyFiles();

        ProcessRun broken =
                cairn("index", ".")
                        .with(
                                "CAIRN_JAVA_OPTIONS",
                                "-Dcairn.worker.options=-Dcairn.failpoint=transaction-done#2")
                        .run();

        assertThat(broken.exitCode()).as(broken.error()).isEqualTo(1);
        assertThat(broken.error()).contains("cairn: ").contains("worker");
        assertCompletes();
    }

    @Test
    void aWorkerThatIsKilledIsAFailureUnlessItWasIdleAndTheNextRunCompletes() throws Exception {
        writeManyFiles();
        ProcessRun.Started started = cairn("index", ".").start();
        awaitBatches();
        workerInTheSystem().destroyForcibly();

        ProcessRun broken = started.end();

        // Between two requests nothing is lost with it: the next one starts another worker.
        assertThat(broken.exitCode()).as(broken.error()).isIn(0, 1);
        if (broken.exitCode() == 1) {
            assertThat(broken.error()).contains("cairn: ").contains("worker");
        } else {
            assertThat(broken.output())
                    .contains("the index has " + (MANY_FILES + 2) + " files")
                    .contains(String.format(Locale.ROOT, "%,d definitions", MANY_FILES * 41 + 3));
        }
        assertCompletes();
    }

    private void writeManyFiles() throws IOException {
        for (int i = 0; i < MANY_FILES; i++) {
            StringBuilder text = new StringBuilder("class Many" + i + " {\n");
            for (int j = 0; j < 40; j++) {
                text.append("    int method")
                        .append(j)
                        .append("Of")
                        .append(i)
                        .append("() { return 1; }\n");
            }
            Files.writeString(tree.resolve("Many" + i + ".java"), text.append("}\n"));
        }
    }

    /** Waits until something of the tree is in the database, which its log then has. */
    private void awaitBatches() throws Exception {
        Path log = tree.resolve(".cairn/data/code_analysis.db-wal");
        long end = System.nanoTime() + LIMIT_NANOS;
        while (!Files.exists(log) || Files.size(log) < 1_500_000) {
            assertThat(System.nanoTime()).as("a batch is written in time").isLessThan(end);
            Thread.sleep(5);
        }
    }

    private static void interrupt(Process process) throws Exception {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    /** Without a command that asks it, during which the index could be completed. */
    private ProcessHandle workerInTheSystem() {
        String log = "=" + tree.resolve(".cairn/logs/db_worker");
        return ProcessHandle.allProcesses()
                .filter(process ->
                        process.info().commandLine().filter(line -> line.contains(log)).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private void assertCompletes() throws Exception {
        ProcessRun next = cairn("index", ".").run();
        assertThat(next.exitCode()).as(next.error()).isZero();
        assertThat(next.output())
                .contains("the index has " + (MANY_FILES + 2) + " files")
                .contains(String.format(Locale.ROOT, "%,d definitions", MANY_FILES * 41 + 3));
        ProcessRun verify = cairn("schema", "verify", "--index").run();
        assertThat(verify.exitCode()).as(verify.output()).isZero();
    }

    private Command cairn(String... arguments) {
        List<Object> words = new ArrayList<>(List.of(Distribution.launcher()));
        words.addAll(List.of(arguments));
        return Command.of(tree, words.toArray());
    }
}
