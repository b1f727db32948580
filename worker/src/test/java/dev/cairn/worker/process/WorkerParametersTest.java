package dev.cairn.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.worker.protocol.Limits;
import dev.cairn.worker.service.ServiceSettings;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The messages between a worker and the process that starts it. */
final class WorkerParametersTest {

    private static final List<String> ODD_PATHS =
            List.of(
                    "/a b/=c:d#e!f/x.db",
                    " /begins and ends with a space ",
                    "/back\\slash/and\\u0041",
                    "/new\nline/and\ttab",
                    "/ünïcödé/\uD83E\uDEA8.db",
                    "");

    private static WorkerParameters parameters(String path, ServiceSettings service) {
        return new WorkerParameters(
                path, path, path, 5, true, 7, List.of(path, path), true, service);
    }

    private static WorkerParameters read(String text) throws IOException {
        return WorkerParameters.read(new BufferedReader(new StringReader(text)));
    }

    @Test
    void whatIsWrittenIsRead() throws Exception {
        ServiceSettings other =
                ServiceSettings.standard()
                        .withTimes(Duration.ofMillis(1), Duration.ofNanos(2), Duration.ofDays(3))
                        .withLimits(new Limits(1, 2, 3, 4, 5, 6, 7, 8, 9));
        for (ServiceSettings service : List.of(ServiceSettings.standard(), other)) {
            for (String path : ODD_PATHS) {
                WorkerParameters written = parameters(path, service);
                assertThat(read(written.toText() + "what comes later")).isEqualTo(written);
            }
        }
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> read("")).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> read("database=x\n\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'socket'");
    }

    @Test
    void aReportIsOneLineWhateverTheMessage() {
        StartReport ready = StartReport.ready(123);
        assertThat(ready.toLine()).isEqualTo("ready 123");
        assertThat(StartReport.parse(ready.toLine())).isEqualTo(ready);

        StartReport failed =
                StartReport.failed(DatabaseErrorCode.CORRUPT, "two\nlines and \"more\"");
        assertThat(failed.toLine()).startsWith("failed ").doesNotContain("\n");
        assertThat(StartReport.parse(failed.toLine())).isEqualTo(failed);
    }
}
