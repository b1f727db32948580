package dev.cairn.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.distribution.ProcessRun.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A program that one user built, run by another. Only root can become another user; for anybody
 * else the modes of the files are checked by {@link DistributionIT} alone.
 */
class OtherUserIT {

    private static final String NOBODY = "65534";

    private Path folder = Path.of("/var/tmp");

    @AfterEach
    void remove() throws Exception {
        if (!folder.equals(Path.of("/var/tmp"))) {
            Command.of(Path.of("/"), "rm", "-rf", folder).run();
        }
    }

    @Test
    void anotherUserIndexesAndSearchesWithItAndCannotReadTheBuildersIndex() throws Exception {
        if (!"root".equals(System.getProperty("user.name"))) {
            return;
        }
        folder = Files.createTempDirectory(Path.of("/var/tmp"), "cairn-it-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path program = folder.resolve("program");
        assertThat(Command.of(folder, "cp", "-rL", Distribution.folder(), program).run().exitCode())
                .isZero();
        Path own = project("own");
        assertThat(Command.of(own, program.resolve("bin/cairn"), "index", ".").run().exitCode())
                .isZero();
        Path foreign = project("foreign");
        assertThat(
                        Command.of(folder, "chown", "-R", NOBODY + ":" + NOBODY, foreign)
                                .run()
                                .exitCode())
                .isZero();

        ProcessRun indexed = asNobody(foreign, program.resolve("bin/cairn"), "index", ".");
        ProcessRun found = asNobody(foreign, program.resolve("bin/cairn"), "search", "hello");
        ProcessRun read = asNobody(own, "cat", own.resolve(".cairn/data/code_analysis.db"));
        ProcessRun asked = asNobody(own, program.resolve("bin/cairn"), "search", "hello");
        asNobody(foreign, program.resolve("bin/cairn"), "stop");
        Command.of(own, program.resolve("bin/cairn"), "stop").run();

        assertThat(indexed.exitCode()).as(indexed.error()).isZero();
        assertThat(found.output()).as(found.error()).contains("method A.hello");
        assertThat(read.exitCode()).isNotZero();
        assertThat(asked.exitCode()).isNotZero();
        assertThat(asked.error()).doesNotContain("Exception").contains("cannot find an index");
    }

    private Path project(String name) throws IOException {
        Path project = Files.createDirectory(folder.resolve(name));
        Files.writeString(project.resolve("A.java"), "class A { void hello() {} }\n");
        return project;
    }

    private ProcessRun asNobody(Path where, Object... words) throws Exception {
        List<Object> all =
                new ArrayList<>(
                        List.of(
                                "setpriv",
                                "--reuid=" + NOBODY,
                                "--regid=" + NOBODY,
                                "--clear-groups",
                                "env",
                                "-u",
                                "XDG_RUNTIME_DIR",
                                "XDG_CACHE_HOME=" + folder.resolve("foreign/cache"),
                                "TMPDIR=/tmp"));
        all.addAll(List.of(words));
        return Command.of(where, all.toArray()).run();
    }
}
