package dev.cairn.index.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tree with more folders than the system lets a user watch; the limit is that of a namespace. */
class WatchLimitIT {

    private static final String LIMITED =
            "echo 3 > /proc/sys/user/max_inotify_watches && exec \"$@\"";

    @TempDir Path temporary;

    @Test
    void aTreeThatCannotBeWatchedIsScannedAndSaysWhy() throws Exception {
        assumeTrue(
                run(List.of("unshare", "-r", "sh", "-c", LIMITED, "sh", "true")).exitValue() == 0,
                "this system does not let a test limit the watches of a process (unshare -r)");
        Path root = temporary.toRealPath().resolve("tree");
        for (int i = 0; i < 10; i++) {
            Files.createDirectories(root.resolve("folder" + i));
        }
        Process process =
                run(
                        List.of(
                                "unshare",
                                "-r",
                                "sh",
                                "-c",
                                LIMITED,
                                "sh",
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                WatchingMain.class.getName(),
                                root.toString()));
        String output = Files.readString(temporary.resolve("output.txt"));
        assertThat(process.exitValue()).as(output).isZero();
        assertThat(output)
                .contains("work 1 true", "work 2 true", "work 3 true")
                .contains("problem cannot watch '" + root + "': User limit of inotify")
                .contains("it is scanned every 1 s instead");
    }

    private Process run(List<String> command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(temporary.resolve("output.txt").toFile())
                        .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process;
    }
}
