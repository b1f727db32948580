package dev.cairn.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A browser of the machine, driven by a script of node; its packages come from npm. */
final class BrowserScript {

    private static final String PLAYWRIGHT = "playwright-core@1.65.1";
    private static final String AXE = "axe-core@4.14.1";
    private static final int INSTALL_SECONDS = 180;
    private static final int RUN_SECONDS = 400;

    private final Path folder;
    private final Path browser;

    private BrowserScript(Path folder, Path browser) {
        this.folder = folder;
        this.browser = browser;
    }

    /** Prepares the script; the test is skipped where a program that it needs is missing. */
    static BrowserScript in(Path folder) throws Exception {
        Optional<Path> browser =
                Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(BrowserScript::program)
                        .flatMap(Optional::stream)
                        .findFirst();
        assumeTrue(browser.isPresent(), "there is no chromium on the PATH");
        assumeTrue(program("node").isPresent(), "there is no node on the PATH");
        assumeTrue(program("npm").isPresent(), "there is no npm on the PATH");
        Files.createDirectories(folder);
        Path log = folder.resolve("npm.log");
        int code =
                run(
                        log,
                        INSTALL_SECONDS,
                        "npm",
                        "install",
                        "--prefix",
                        folder.toString(),
                        "--no-audit",
                        "--no-fund",
                        "--ignore-scripts",
                        PLAYWRIGHT,
                        AXE);
        assumeTrue(
                code == 0,
                "npm cannot install " + PLAYWRIGHT + " and " + AXE + ": " + Files.readString(log));
        try (InputStream in =
                Objects.requireNonNull(
                        BrowserScript.class.getResourceAsStream("browser.mjs"), "browser.mjs")) {
            Files.write(folder.resolve("browser.mjs"), in.readAllBytes());
        }
        return new BrowserScript(folder, browser.get());
    }

    /** Runs the checks and returns what they say, one line each. */
    List<String> run(ServedTree tree, String screenshots) throws Exception {
        Path log = folder.resolve("browser.log");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "node",
                                folder.resolve("browser.mjs").toString(),
                                tree.address(),
                                tree.root().toString(),
                                tree.token(),
                                folder.toString(),
                                browser.toString()));
        if (!screenshots.isEmpty()) {
            command.add(screenshots);
        }
        int code = run(log, RUN_SECONDS, command.toArray(String[]::new));
        List<String> lines = Files.readAllLines(log);
        assertThat(code).as(String.join("\n", lines)).isZero();
        return lines;
    }

    private static int run(Path log, int seconds, String... command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        // What node and the browser leave there goes with the folder of the test.
        builder.environment().put("TMPDIR", log.resolveSibling("").toString());
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IOException(
                    "'%s' took more than %d s: %s"
                            .formatted(command[0], seconds, Files.readString(log)));
        }
        return process.exitValue();
    }

    private static Optional<Path> program(String name) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
