package dev.cairn.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.distribution.ProcessRun.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionIT {

    @TempDir private Path folder;

    @Test
    void itRunsFromAnyFolder() throws Exception {
        ProcessRun run = Command.of(folder, Distribution.launcher(), "--version").run();

        assertThat(run.output()).startsWith("cairn ");
        assertThat(run.error()).isEmpty();
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void itRunsThroughALink() throws Exception {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("absolute"), Distribution.launcher());
        Files.createSymbolicLink(bin.resolve("relative"), Path.of("absolute"));

        ProcessRun run = Command.of(folder, "bin/relative", "--version").run();

        assertThat(run.output()).startsWith("cairn ");
    }

    @Test
    void theArchiveRunsWhereItIsUnpacked() throws Exception {
        Path target = Files.createDirectory(folder.resolve("with a space"));
        ProcessRun unpacked = Command.of(target, "tar", "xzf", Distribution.archive()).run();
        assertThat(unpacked.exitCode()).as(unpacked.error()).isZero();
        Path root = onlyEntry(target);

        ProcessRun run = Command.of(folder, root.resolve("bin/cairn"), "--version").run();

        assertThat(run.output()).startsWith("cairn ");
        assertThat(run.error()).isEmpty();
        assertThat(root.resolve("LICENSE")).exists();
    }

    /** The caches of the JVM know where the jars lay when they were made. */
    @Test
    void itIndexesOnAMachineThatHasNoBuild() throws Exception {
        Path copy = folder.resolve("copy");
        Path project = Files.createDirectory(folder.resolve("project"));
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Files.writeString(project.resolve("A.java"), "class A { void hello() {} }\n");
        Command.of(folder, "cp", "-a", Distribution.folder(), copy).run();
        String hidden = "mount --bind '%s' '%s'".formatted(empty, Distribution.folder());
        assumeTrue(withOwnMounts(project, hidden).exitCode() == 0, "mounts are not allowed");

        ProcessRun run =
                withOwnMounts(
                        project,
                        hidden
                                + " && '%1$s' index . && '%1$s' search hello; '%1$s' stop"
                                        .formatted(copy.resolve("bin/cairn")));

        assertThat(run.output()).as(run.error()).contains("method A.hello");
    }

    private static ProcessRun withOwnMounts(Path where, String script) throws Exception {
        return Command.of(where, "unshare", "--map-root-user", "--mount", "sh", "-c", script).run();
    }

    /** A tree that one user built is run by others, too. */
    @Test
    void everyUserMayReadWhatWasBuilt() throws Exception {
        Path root = Distribution.folder();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.toList()) {
                Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
                assertThat(mode).as(file.toString()).contains(PosixFilePermission.OTHERS_READ);
                if (Files.isDirectory(file) || file.endsWith("bin/cairn")) {
                    assertThat(mode)
                            .as(file.toString())
                            .contains(PosixFilePermission.OTHERS_EXECUTE);
                }
            }
        }
    }

    @Test
    void aLibraryThatCannotBeLoadedIsReplacedByTheOneInItsJar() throws Exception {
        Path copy = folder.resolve("copy");
        Path root = Distribution.folder();
        Command.of(folder, "cp", "-a", root.toString(), copy.toString()).run();
        try (Stream<Path> libraries = Files.list(copy.resolve("lib/native"))) {
            for (Path library : libraries.toList()) {
                Files.writeString(library, "not a library");
            }
        }
        Files.createFile(folder.resolve("a.db"));

        ProcessRun run =
                Command.of(
                                folder,
                                copy.resolve("bin/cairn"),
                                "schema",
                                "inspect",
                                "--database",
                                "a.db")
                        .run();

        assertThat(run.exitCode()).as(run.error()).isZero();
    }

    @Test
    void theManualPageAndTheCompletionScriptsAreThere() throws Exception {
        Path share = Distribution.folder().resolve("share");
        assertThat(share.resolve("man/man1/cairn.1")).content().contains(".SS cairn schema sync");
        assertThat(share.resolve("zsh/site-functions/_cairn")).exists();
        assertThat(share.resolve("fish/vendor_completions.d/cairn.fish")).exists();
        String script =
                "source '%s'; cairn() { '%s' \"$@\"; }; COMP_WORDS=(cairn schema sy); COMP_CWORD=2; _cairn cairn; echo \"${COMPREPLY[@]}\""
                        .formatted(
                                share.resolve("bash-completion/completions/cairn"),
                                Distribution.launcher());

        ProcessRun run = Command.of(folder, "bash", "-c", script).run();

        assertThat(run.output().strip()).as(run.error()).isEqualTo("sync");
    }

    @Test
    void theCacheOfTheJvmIsUsed() throws Exception {
        ProcessRun run =
                Command.of(folder, Distribution.launcher(), "--version")
                        .with("CAIRN_JAVA_OPTIONS", "-XX:AOTMode=on -Xlog:aot=info:stderr")
                        .run();

        assertThat(run.exitCode()).as(run.error()).isZero();
        assertThat(run.error()).contains("Using AOT-linked classes: true");
    }

    /** The files of a copy are younger than the caches of the JVM allow. */
    @Test
    void aCopyOfTheProgramIsSilent() throws Exception {
        Path copy = folder.resolve("copy");
        ProcessRun copied =
                Command.of(folder, "cp", "-r", Distribution.folder().toString(), copy.toString())
                        .run();
        assertThat(copied.exitCode()).as(copied.error()).isZero();

        for (String command : List.of("status", "stop", "--version")) {
            ProcessRun run = Command.of(folder, copy.resolve("bin/cairn"), command).run();
            assertThat(run.error()).as(command).doesNotContain("aot");
        }
    }

    @Test
    void theWorkerHasACacheOfItsOwn() throws Exception {
        try {
            ProcessRun run =
                    Command.of(folder, Distribution.launcher(), "index", ".")
                            .with("CAIRN_JAVA_OPTIONS", "-Dcairn.worker.options=-XX:AOTMode=on")
                            .run();
            assertThat(run.exitCode()).as(run.error()).isZero();

            String workers = Command.of(folder, Distribution.launcher(), "workers").run().output();
            Matcher process = Pattern.compile("database +running +(\\d+)").matcher(workers);
            assertThat(process.find()).as(workers).isTrue();
            assertThat(Files.readString(Path.of("/proc", process.group(1), "cmdline")))
                    .contains("-XX:AOTCache=" + Distribution.folder().resolve("lib/worker.aot"));
        } finally {
            Command.of(folder, Distribution.launcher(), "stop").run();
        }
    }

    @Test
    void plainCommandsTakeTheirClassesFromTheirCacheAlone() throws Exception {
        Files.writeString(folder.resolve("A.java"), "/** Says hello. */ class Greeting {}\n");
        try {
            assertThat(Command.of(folder, Distribution.launcher(), "index", ".").run().exitCode())
                    .isZero();
            assertThat(plain("search", "says", "hello").output())
                    .contains("A.java:1")
                    .isEqualTo(
                            Command.of(
                                            folder,
                                            Distribution.launcher(),
                                            "search",
                                            "--limit=20",
                                            "says",
                                            "hello")
                                    .run()
                                    .output());
            assertThat(plain("status").output()).contains("worker    running", "1 file,");
        } finally {
            Command.of(folder, Distribution.launcher(), "stop").run();
        }
    }

    /** With a configuration a command takes its classes from the larger cache. */
    @Test
    void commandsWithAConfigurationTakeTheirClassesFromACacheToo() throws Exception {
        Files.createDirectory(folder.resolve(".cairn"));
        Files.writeString(folder.resolve(".cairn/config.json"), "{\"code_analysis\": {}}");
        Files.writeString(folder.resolve("A.java"), "/** Says hello. */ class Greeting {}\n");
        Path classes = folder.resolve("classes.txt");
        try {
            Command.of(folder, Distribution.launcher(), "index", ".").run();
            ProcessRun run =
                    Command.of(folder, Distribution.launcher(), "search", "says", "hello")
                            .with(
                                    "CAIRN_JAVA_OPTIONS",
                                    "-XX:AOTMode=on -Xlog:class+load=info:file=" + classes)
                            .run();

            assertThat(run.output()).as(run.error()).contains("A.java:1");
            assertThat(Files.readAllLines(classes))
                    .filteredOn(line -> !line.contains("source: shared objects file"))
                    .hasSizeLessThan(40);
        } finally {
            Command.of(folder, Distribution.launcher(), "stop").run();
        }
    }

    /** Programs read the standard output, on which the JVM says by itself why it cannot start. */
    @Test
    void anErrorOfTheJvmIsNotOnTheStandardOutput() throws Exception {
        ProcessRun run =
                Command.of(folder, Distribution.launcher(), "status")
                        .with("CAIRN_JAVA_OPTIONS", "-Xmx2m")
                        .run();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).isEmpty();
        assertThat(run.error()).contains("heap size").contains("CAIRN_JAVA_OPTIONS='-Xmx2m'");
    }

    private ProcessRun plain(String... words) throws Exception {
        Path classes = folder.resolve("classes.txt");
        List<Object> all = new ArrayList<>(List.of(Distribution.launcher()));
        all.addAll(List.of(words));
        ProcessRun run =
                Command.of(folder, all.toArray())
                        .with(
                                "CAIRN_JAVA_OPTIONS",
                                "-XX:AOTMode=on -Xlog:class+load=info:file=" + classes)
                        .run();
        assertThat(run.error()).isEmpty();
        List<String> loaded = Files.readAllLines(classes);
        assertThat(loaded).hasSizeBetween(1000, 2600);
        List<String> outside =
                loaded.stream()
                        .filter(line -> !line.contains("source: shared objects file"))
                        .toList();
        // The JDK makes and reads a few itself: for its random numbers, and for its events.
        assertThat(outside).hasSizeLessThan(15);
        // A search takes one of several ways, so one or two may not have been in the training run.
        assertThat(outside)
                .filteredOn(line -> !line.contains(" jdk.internal.") && !line.contains(" java."))
                .hasSizeLessThan(3);
        return run;
    }

    @Test
    void aJavaHomeOfAnotherVersionIsPassedOver() throws Exception {
        Path old = Files.createDirectory(folder.resolve("old"));
        Files.createDirectory(old.resolve("bin"));
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
        Files.createSymbolicLink(old.resolve("bin/java"), Path.of("/bin/false"));

        ProcessRun run =
                Command.of(folder, Distribution.launcher(), "--version")
                        .with("JAVA_HOME", old.toString())
                        .run();

        assertThat(run.exitCode()).as(run.error()).isZero();
    }

    @Test
    void aReleaseFileIsReadByItsFirstNumber() throws Exception {
        assertThat(isJava25("JAVA_VERSION=\"25\"")).isTrue();
        assertThat(isJava25("IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"25.0.3\"")).isTrue();
        assertThat(isJava25("JAVA_VERSION=\"25-ea\"")).isTrue();
        assertThat(isJava25("JAVA_VERSION=\"21.0.25\"")).isFalse();
        assertThat(isJava25("JAVA_VERSION=\"250\"")).isFalse();
    }

    @Test
    void withoutAJdkItIsSaidHowToGetOne() throws Exception {
        String script =
                ". '%s'; is_java_25() { return 1; }; find_java_25 || exit 2".formatted(finder());

        ProcessRun run = Command.of(folder, "sh", "-c", script).run();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.error())
                .startsWith("cairn: cannot find a JDK 25")
                .contains("https://adoptium.net", "sdk install java", "set JAVA_HOME");
    }

    private boolean isJava25(String release) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory(folder, "jdk");
        Files.createDirectory(home.resolve("bin"));
        Files.createSymbolicLink(home.resolve("bin/java"), Path.of("/bin/false"));
        Files.writeString(home.resolve("release"), release + "\n");
        String script = ". '%s'; is_java_25 '%s'".formatted(finder(), home);
        return Command.of(folder, "sh", "-c", script).run().exitCode() == 0;
    }

    private static Path finder() {
        return Distribution.folder().resolve("lib/java-home.sh");
    }

    private static Path onlyEntry(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.findFirst().orElseThrow();
        }
    }
}
