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

    /** What is not allowed, with its exit code and what the message must say. */
    private static final String DENIED =
            """
            1 | schema inspect --database none.db | none.db ; permission to read it is denied
            1 | schema sync --database none.db --schema s.sql | none.db ; permission to read it is denied
            1 | backup create --database none.db | none.db ; permission to read it is denied
            1 | schema sync --database read.db --schema s.sql | read.db ; permission to write it is denied
            1 | migrate up --database read.db | read.db ; permission to write it is denied
            0 | schema inspect --database read.db --format sql |
            2 | schema sync --database app.db --schema none.sql | none.sql ; permission denied
            1 | migrate up --database app.db --migrations closed | closed ; permission denied
            1 | migrate new x --migrations read | read ; permission denied
            1 | backup create --database app.db --backup-dir read | read ; permission denied
            1 | backup create --database app.db --backup-dir read/new | read/new ; permission denied
            1 | schema sync --database read/new.db --schema s.sql --create | read/new.db ; permission denied
            1 | schema sync --database closed/x.db --schema s.sql --create | closed/x.db ; permission
            2 | status --config none.json | none.json ; permission denied
            1 | index closed | closed ; permission
            1 | index read | read ; permission denied
            1 | report --output read/r.html | r.html ; permission denied
            """;

    @Test
    void whatIsNotAllowedIsNamedWithItsFile() throws Exception {
        if (!"root".equals(System.getProperty("user.name"))) {
            return;
        }
        folder = Files.createTempDirectory(Path.of("/var/tmp"), "cairn-it-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path program = folder.resolve("program");
        Command.of(folder, "cp", "-rL", Distribution.folder(), program).run();
        Path project = project("foreign");
        String prepare =
                """
                echo 'CREATE TABLE note(id INTEGER PRIMARY KEY);' > s.sql; cp s.sql none.sql; echo '{}' > none.json
                for name in app none read; do sqlite3 $name.db 'CREATE TABLE note(id INTEGER PRIMARY KEY); INSERT INTO note VALUES (1)'; done
                mkdir migrations closed read; cp s.sql migrations/V001__a.up.sql
                chown -R 65534:65534 .; chmod 000 none.*; chmod 444 read.db; chmod 000 closed; chmod 555 read
                """;
        assertThat(Command.of(project, "sh", "-ec", prepare).run().error()).isEmpty();
        asNobody(project, program.resolve("bin/cairn"), "index", ".");
        List<String> wrong = new ArrayList<>();
        for (String line : DENIED.lines().toList()) {
            String[] parts = line.split(" \\| ?", -1);
            List<Object> words = new ArrayList<>(List.of(program.resolve("bin/cairn")));
            words.addAll(List.of(parts[1].split(" ", -1)));
            ProcessRun run = asNobody(project, words.toArray());
            boolean named =
                    List.of(parts[2].split(" ; ", -1)).stream()
                            .allMatch(text -> run.error().contains(text.strip()));
            boolean plain = !run.error().matches("(?s).*(java\\.|Exception|SQLITE_).*");
            if (run.exitCode() != Integer.parseInt(parts[0]) || !named || !plain) {
                wrong.add(line + "\n    ended with " + run.exitCode() + ": " + run.error());
            }
        }
        asNobody(project, program.resolve("bin/cairn"), "stop");
        Command.of(project, "chmod", "500", ".cairn/run").run();
        ProcessRun search = asNobody(project, program.resolve("bin/cairn"), "search", "hello");

        assertThat(wrong).isEmpty();
        assertThat(search.exitCode()).isEqualTo(1);
        assertThat(search.error())
                .contains("/.cairn/run/")
                .contains("permission denied")
                .doesNotContain("Exception");
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
