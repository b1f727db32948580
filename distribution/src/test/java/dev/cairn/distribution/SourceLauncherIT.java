package dev.cairn.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.distribution.ProcessRun.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in the sources, {@code ./cairn}: when it builds, and how often. Maven is a script
 * that counts its calls, because a real build takes a minute.
 */
class SourceLauncherIT {

    private static final String MAVEN =
            """
            #!/bin/sh
            echo call >>calls
            [ -f fail ] && { echo '[ERROR] the compiler says no'; exit 1; }
            echo '[INFO] Building Cairn schema 1.0                                    [2/7]'
            sleep 0.5
            mkdir -p distribution/target/classes distribution/target/cairn/bin distribution/target/cairn/lib
            printf '#!/bin/sh\\necho ran "$@"\\n' >distribution/target/cairn/bin/cairn
            chmod +x distribution/target/cairn/bin/cairn
            : >distribution/target/cairn/lib/built
            """;

    @TempDir private Path root;
    private Path path;

    @BeforeEach
    void copyWhatTheLauncherNeeds() throws IOException {
        Path scripts = Path.of("distribution", "src", "main", "program", "lib", "java-home.sh");
        Files.createDirectories(root.resolve(scripts).getParent());
        Files.copy(Distribution.sources().resolve(scripts), root.resolve(scripts));
        Files.copy(Distribution.sources().resolve("cairn"), root.resolve("cairn"));
        Files.createFile(root.resolve("pom.xml"));
        Path bin = Files.createDirectory(root.resolve("tools"));
        Files.writeString(bin.resolve("mvn"), MAVEN);
        Files.setPosixFilePermissions(
                bin.resolve("mvn"), PosixFilePermissions.fromString("rwxr-xr-x"));
        path = bin;
    }

    @Test
    void itBuildsOnceAndThenOnlyAfterAChange() throws Exception {
        ProcessRun first = cairn("status", "two words").run();
        ProcessRun second = cairn("status").run();

        assertThat(first.output()).isEqualTo("ran status two words\n");
        assertThat(first.error())
                .startsWith("cairn: first build")
                .contains("\ncairn: building schema (2 of 7)\n");
        assertThat(second.error()).isEmpty();
        assertThat(builds()).isOne();

        Path source = root.resolve("schema/src/main/Changed.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(2)));
        assertThat(cairn("status").run().error()).startsWith("cairn: building, because");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void severalAtOnceBuildOnce() throws Exception {
        List<ProcessRun.Started> started = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            started.add(cairn("run", Integer.toString(i)).start());
        }
        for (int i = 0; i < started.size(); i++) {
            ProcessRun run = started.get(i).end();
            assertThat(run.output()).as(run.error()).isEqualTo("ran run " + i + "\n");
        }
        assertThat(builds()).isOne();
    }

    @Test
    void aBuildThatFailsNamesItsLog() throws Exception {
        Files.createFile(root.resolve("fail"));

        ProcessRun run = cairn("status").run();

        assertThat(run.exitCode()).isOne();
        assertThat(run.output()).isEmpty();
        assertThat(run.error())
                .contains("[ERROR] the compiler says no")
                .contains(
                        "cairn: the build failed; its log is '"
                                + real()
                                + "/distribution/target/build.log'");
    }

    @Test
    void theLockOfAProcessThatIsGoneIsTakenOver() throws Exception {
        Path lock = Files.createDirectories(root.resolve("distribution/target/build.lock"));
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.writeString(lock.resolve("process"), gone.pid() + "\n");

        ProcessRun run = cairn("status").run();

        assertThat(run.output()).as(run.error()).isEqualTo("ran status\n");
        assertThat(lock).doesNotExist();
    }

    @Test
    void withoutMavenItIsSaidHowToGetIt() throws Exception {
        Files.delete(path.resolve("mvn"));
        for (String program : List.of("find", "head", "mkdir", "rm", "readlink", "sh")) {
            Path found = Path.of("/bin", program);
            Files.createSymbolicLink(path.resolve(program), found.toRealPath());
        }

        ProcessRun run = cairn("status").with("PATH", path.toString()).run();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.error()).contains("there is no Maven (mvn) on the PATH");
    }

    private Command cairn(String... arguments) {
        List<Object> words = new ArrayList<>(List.of(root.resolve("cairn")));
        words.addAll(List.of(arguments));
        String tools = path + ":" + System.getenv("PATH");
        return Command.of(root, words.toArray()).with("PATH", tools);
    }

    private int builds() throws IOException {
        return Files.readAllLines(root.resolve("calls")).size();
    }

    private Path real() throws IOException {
        return root.toRealPath();
    }
}
