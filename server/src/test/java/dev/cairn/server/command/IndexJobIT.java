package dev.cairn.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.JavaCommand;
import dev.cairn.server.Main;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Several processes at one index, with its worker. */
class IndexJobIT {

    private static final int FILES = 150;

    @TempDir private Path temporary;

    private Path root;

    @BeforeEach
    void makeTree() throws IOException {
        root = Files.createDirectory(temporary.toRealPath().resolve("tree"));
        for (int i = 0; i < FILES; i++) {
            Files.writeString(
                    root.resolve("C" + i + ".java"), "class C" + i + " { void m() {} }\n");
        }
    }

    @AfterEach
    void stopWorker() throws IOException, InterruptedException {
        if (Files.exists(root.resolve(".cairn/data"))) {
            start("stop").waitFor();
        }
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = JavaCommand.of(Main.class, (Object[]) arguments);
        return new ProcessBuilder(command).directory(root.toFile()).start();
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        String output = text(process.getInputStream());
        String error = text(process.getErrorStream());
        assertThat(process.waitFor()).as("%s", error).isZero();
        return output;
    }

    @Test
    void severalAtOnceDoTheWorkOnce() throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(start("index", ".", "--json"));
        }
        int indexed = 0;
        for (Process process : processes) {
            String output = text(process.getInputStream());
            String error = text(process.getErrorStream());
            assertThat(process.waitFor()).as("%s", error).isZero();
            indexed += JsonMapper.shared().readTree(output).get("indexed").asInt();
        }

        assertThat(indexed).isEqualTo(FILES);
    }

    @Test
    void anIndexWhoseFolderWasRemovedUnderItsWorkerIsMadeAgain()
            throws IOException, InterruptedException {
        run("index", ".");
        try (Stream<Path> files = Files.walk(root.resolve(".cairn"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }

        assertThat(run("index", ".")).contains("indexed " + FILES + " files");
        assertThat(run("search", "C7")).contains("C7.java");
    }

    @Test
    void aFolderThatIsRenamedUnderItsWorkerJustWorks() throws IOException, InterruptedException {
        run("index", ".");
        Path moved = root.resolveSibling("renamed");
        Files.move(root, moved);
        root = moved;

        assertThat(run("search", "C7")).contains("C7.java");
        assertThat(run("status")).contains("nothing changed on disk");
        assertThat(run("index", ".")).contains("indexed 0 files").contains(moved.toString());
    }

    @Test
    void anInterruptedRunSaysHowToGoOn() throws IOException, InterruptedException {
        for (int i = 0; i < 400; i++) {
            Files.writeString(
                    root.resolve("D" + i + ".java"),
                    "class D" + i + " { " + "void m() { call(); } ".repeat(100) + "}\n");
        }
        Process process = start("index", ".");
        Path jobs = root.resolve(".cairn/run");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (System.nanoTime() < deadline && !isUnderWay(jobs)) {
            Thread.sleep(50);
        }
        // By its handle: the process itself closes its streams, too.
        process.toHandle().destroy();
        String error = text(process.getErrorStream());

        assertThat(process.waitFor()).isNotZero();
        assertThat(error)
                .containsPattern("stopped: \\d+ of 550 files are done")
                .contains("again to go on");
        assertThat(run("status"))
                .containsPattern("stopped   .*: \\d+ of 550 files are done; run 'cairn index'");
        assertThat(run("index", ".", "--quiet")).isEmpty();
        assertThat(run("status")).contains("550 files").doesNotContain("stopped");
    }

    private static boolean isUnderWay(Path jobs) throws IOException {
        if (!Files.isDirectory(jobs)) {
            return false;
        }
        try (Stream<Path> files = Files.list(jobs)) {
            for (Path file : files.filter(name -> name.toString().endsWith(".job")).toList()) {
                String[] lines = Files.readString(file).split("\n", -1);
                if (lines.length > 4 && lines[2].equals("index") && !lines[3].equals("0")) {
                    return true;
                }
            }
        }
        return false;
    }
}
