package dev.cairn.index.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.database.JavaCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares trees of the libraries that {@code natives} builds with those of the publisher's. */
class BuiltLibrariesIT {

    private static final Path ROOT =
            Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());
    private static final long LIMIT_SECONDS = 120;

    @TempDir private Path scratch;

    @Test
    void theBuiltLibrariesGiveTheSameTreesAsThePublishers() throws Exception {
        Path natives = natives();
        List<String> stock = listing("");
        List<String> built = listing(natives.toString());
        assertThat(stock.getFirst()).isEqualTo("reads whole trees: false");
        assertThat(built.getFirst()).isEqualTo("reads whole trees: true");
        assertThat(stock).hasSizeGreaterThan(100).anyMatch(line -> line.contains("Problem["));
        assertThat(built.subList(1, built.size())).isEqualTo(stock.subList(1, stock.size()));
    }

    /** Returns the libraries of the checkout, or else a few that are built now. */
    private Path natives() throws IOException, InterruptedException {
        Path ready = ROOT.resolve("distribution").resolve("natives");
        if (Files.isRegularFile(ready.resolve("natives.tsv"))) {
            return ready;
        }
        assumeTrue(runs("npm", "--version") && runs("gcc", "--version"), "needs npm and gcc");
        Path folder = scratch.resolve("natives");
        assumeTrue(
                runs(
                        ROOT.resolve("natives").toString(),
                        "--into",
                        folder.toString(),
                        "tree-sitter",
                        "tree-sitter-java",
                        "tree-sitter-python"),
                "npm could not fetch the sources");
        return folder;
    }

    private boolean runs(String... command) throws InterruptedException {
        try {
            return run(List.of(command), scratch.resolve("log")) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private List<String> listing(String natives) throws IOException, InterruptedException {
        Path output = scratch.resolve("listing");
        List<String> command =
                JavaCommand.of(
                        List.of(
                                "-Dcairn.native.folder="
                                        + System.getProperty("cairn.native.folder"),
                                "-Dcairn.natives.folder=" + natives),
                        TreeListing.class,
                        "src/test/resources/dev/cairn/index/language");
        assertThat(run(command, output)).as("%s", output).isZero();
        return Files.readAllLines(output, StandardCharsets.UTF_8);
    }

    private static int run(List<String> command, Path output)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        process.getOutputStream().close();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("'" + command.getFirst() + "' did not end");
        }
        return process.exitValue();
    }
}
