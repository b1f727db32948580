package dev.cairn.worker.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.JavaCommand;
import dev.cairn.database.Rows;
import dev.cairn.worker.launch.WorkerCommand;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A million rows go through a client and a worker that have 48 MB each. */
@Timeout(120)
final class BoundedMemoryIT {

    private static final int ROWS = 1_000_000;

    @TempDir Path folder;

    @Test
    void aMillionRowsAreStreamedInLittleMemory() throws Exception {
        Process client =
                new ProcessBuilder(
                                JavaCommand.of(
                                        List.of(
                                                "-Xmx48m",
                                                "-D" + WorkerCommand.OPTIONS_PROPERTY + "=-Xmx48m"),
                                        Client.class,
                                        folder))
                        .redirectErrorStream(true)
                        .start();
        String output = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(client.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output).endsWith("read " + ROWS + " rows of 132000000 bytes\n");
    }

    /** The client, in a process of its own. */
    static final class Client {

        private Client() {}

        public static void main(String[] arguments) {
            try (WorkerFixture worker = new WorkerFixture(Path.of(arguments[0]));
                    DatabaseDriver driver = worker.open()) {
                driver.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, a, b)");
                driver.execute(
                        "INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM"
                                + " n LIMIT "
                                + ROWS
                                + ") SELECT i, printf('%0132d', i), i * 7 FROM n");
                long count = 0;
                long bytes = 0;
                try (Rows rows = driver.query("SELECT id, a, b FROM t")) {
                    while (rows.next()) {
                        count++;
                        String text = rows.text(1);
                        bytes += text == null ? 0 : text.length();
                    }
                }
                System.out.println("read " + count + " rows of " + bytes + " bytes");
            }
        }
    }
}
