package dev.cairn.worker.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StartFilesTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir Path folder;

    @Test
    void whatAKilledStartLeftIsRemovedAndNothingElse() throws IOException {
        Path abandoned = made("start-1.input", Duration.ofHours(1));
        Path another = made("start-1.report", Duration.ofMinutes(2));
        Path somebodys = made("start-2.input", Duration.ofSeconds(40));
        Path foreign = made("start-1.txt", Duration.ofHours(1));
        Path log = made("db_worker.log", Duration.ofHours(1));

        Path input;
        Path report;
        try (StartFiles files = StartFiles.create(folder, "the parameters\n", LIMIT)) {
            input = files.input();
            report = files.report();
            assertThat(input).hasContent("the parameters\n");
            assertThat(report).isEmptyFile();
        }

        assertThat(folder).isDirectoryContaining(somebodys::equals);
        assertThat(abandoned).doesNotExist();
        assertThat(another).doesNotExist();
        assertThat(input).doesNotExist();
        assertThat(report).doesNotExist();
        assertThat(foreign).exists();
        assertThat(log).exists();
    }

    private Path made(String name, Duration age) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "x");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
        return file;
    }
}
