package dev.cairn.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.distribution.ProcessRun.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first block of the README, run by the built program on a part of this source tree. Numbers,
 * times and the folder may differ; an ellipsis stands for anything.
 */
class ReadmeBlockIT {

    private static final Path TREE = Path.of("..").toAbsolutePath().normalize();

    /** What is in this tree only: files with errors for tests. */
    private static final String ERRORS = "places could not be parsed";

    @TempDir private Path folder;

    @Test
    void theBlockAboutTheIndexIsWhatHappens() throws Exception {
        copy("database/src/main/java/dev/cairn/database", ".java");
        copy("index/src/main/java/dev/cairn/index", "CodeIndexSchema.java");
        String output = "";
        for (String line : block().lines().toList()) {
            if (line.startsWith("$ ./cairn ")) {
                output = run(line.substring("$ ./cairn ".length()));
            } else if (!line.contains(ERRORS)) {
                assertThat(output.lines()).anyMatch(pattern(line).asMatchPredicate());
            }
        }
        run("stop");
    }

    private String run(String words) throws IOException, InterruptedException {
        String script = "'%s' %s 2>&1".formatted(Distribution.launcher(), words);
        ProcessRun run = Command.of(folder, "sh", "-c", script).run();
        assertThat(run.exitCode()).as(words + ": " + run.output()).isZero();
        return run.output();
    }

    private static String block() throws IOException {
        List<String> blocks =
                Stream.of(Files.readString(TREE.resolve("README.md")).split("```\\n", -1))
                        .filter(block -> block.startsWith("$ ./cairn index ."))
                        .toList();
        assertThat(blocks).hasSize(1);
        return blocks.getFirst();
    }

    private static Pattern pattern(String line) {
        String quoted =
                Pattern.quote(line.strip().replace("/home/you/cairn", "…"))
                        .replace("…", "\\E.*\\Q")
                        .replaceAll("[0-9][0-9,.:-]*[0-9]|[0-9]", "\\\\E[0-9][0-9,.:-]*\\\\Q");
        return Pattern.compile("\\s*" + quoted + ".*");
    }

    private void copy(String from, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(TREE.resolve(from))) {
            for (Path file : files.filter(path -> path.toString().endsWith(ending)).toList()) {
                Path target = folder.resolve(TREE.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
