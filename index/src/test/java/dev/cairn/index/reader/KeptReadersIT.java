package dev.cairn.index.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.DatabaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that runs for long reads files by real processes that it keeps. */
@Timeout(60)
class KeptReadersIT {

    private static final ReadingOptions OPTIONS =
            new ReadingOptions(1, Duration.ofSeconds(10), 50, Optional.empty());

    @TempDir Path folder;

    private FileReading read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("A.java"), text);
        ReadRequest request =
                new ReadRequest("A.java", file.toString(), "", text.length(), 10_000_000);
        try (FileReadings readings = FileReadings.of(List.of(request), OPTIONS)) {
            return readings.next();
        }
    }

    @Test
    void aReaderIsKeptWhenItsCallerDoesNotWaitForTheAnswer() throws Exception {
        Path file = Files.writeString(folder.resolve("B.java"), "class B {}\n");
        ReadRequest request = new ReadRequest("B.java", file.toString(), "", 11, 10_000_000);
        try (KeptReaders _ = KeptReaders.begin()) {
            Thread caller =
                    Thread.ofPlatform()
                            .start(() -> {
                                try (FileReadings readings =
                                        FileReadings.of(List.of(request), OPTIONS)) {
                                    readings.next();
                                } catch (DatabaseException _) {
                                    // It was interrupted.
                                }
                            });
            while (readers().isEmpty()) {
                Thread.sleep(5);
            }
            caller.interrupt();
            caller.join();
            List<ProcessHandle> kept = readers();
            assertThat(kept).hasSize(1);
            while (KeptReaders.free() == 0) {
                Thread.sleep(5);
            }
            assertDefinitions(read("class A { void a() {} }\n"), 2);
            assertThat(readers()).isEqualTo(kept);
        }
    }

    private static List<ProcessHandle> readers() {
        // No test here starts another process.
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
    }

    private static void assertDefinitions(FileReading reading, int count) {
        assertThat(((FileReading.Facts) reading).facts().definitions()).hasSize(count);
    }

    @Test
    void aSmallFileIsReadByAProcessThatIsKeptForTheNext() throws Exception {
        assertDefinitions(read("class A {}\n"), 1);
        assertThat(readers()).isEmpty();
        try (KeptReaders _ = KeptReaders.begin()) {
            assertDefinitions(read("class A { void a() {} }\n"), 2);
            List<ProcessHandle> kept = readers();
            assertThat(kept).hasSize(1);
            assertDefinitions(read("class A { void a() {} void b() {} }\n"), 3);
            assertThat(readers()).isEqualTo(kept);
            kept.getFirst().destroyForcibly();
            kept.getFirst().onExit().join();
            assertDefinitions(read("class A { void c() {} }\n"), 2);
            assertThat(readers()).hasSize(1).doesNotContainAnyElementsOf(kept);
        }
        assertThat(readers()).isEmpty();
    }
}
