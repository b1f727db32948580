package dev.cairn.worker.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The protocol is what its document says: a client written from that document alone works. */
@Timeout(60)
final class PythonClientIT {

    @TempDir Path folder;

    @Test
    void aClientInAnotherLanguageSpeaksTheWholeProtocol() {
        try (InProcessWorker worker = new InProcessWorker(folder);
                PythonProcess client =
                        new PythonProcess("check_protocol.py", worker.socket().toString())) {
            assertThat(client.readAll()).isEqualTo("ok\n");
        }
    }
}
