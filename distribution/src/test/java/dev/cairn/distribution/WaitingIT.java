package dev.cairn.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.distribution.ProcessRun.Command;
import dev.cairn.distribution.ProcessRun.Started;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that waits for another program, as a person sees it. */
class WaitingIT {

    private static final long LIMIT_MILLIS = 30_000;

    @TempDir private Path folder;

    @Test
    void aSyncThatWaitsNamesTheProcessThatHoldsTheDatabase() throws Exception {
        Files.writeString(folder.resolve("s.sql"), "CREATE TABLE t (a, b);\n");
        String url = "jdbc:sqlite:" + folder.resolve("app.db");
        try (Connection holder = DriverManager.getConnection(url);
                Statement statement = holder.createStatement()) {
            statement.execute("CREATE TABLE t (a)");
            statement.execute("BEGIN IMMEDIATE");

            Started sync =
                    Command.of(
                                    folder,
                                    Distribution.launcher(),
                                    "schema",
                                    "sync",
                                    "--database",
                                    "app.db",
                                    "--schema",
                                    "s.sql")
                            .start();
            String holds = "process " + ProcessHandle.current().pid();
            long end = System.currentTimeMillis() + LIMIT_MILLIS;
            while (!Files.readString(sync.error()).contains(holds)
                    && sync.process().isAlive()
                    && System.currentTimeMillis() < end) {
                Thread.sleep(50);
            }
            assertThat(Files.readString(sync.error())).contains(holds);
            statement.execute("COMMIT");
            ProcessRun run = sync.end();
            assertThat(run.exitCode()).as(run.error()).isZero();
            assertThat(run.output()).contains("add column 't.b'");
        }
    }
}
