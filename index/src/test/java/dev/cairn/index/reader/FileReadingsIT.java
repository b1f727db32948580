package dev.cairn.index.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads files in real processes, with files that end them. */
class FileReadingsIT {

    /** The grammar tries generic types and comparisons for several seconds. */
    private static final String ENDLESS = "a<".repeat(5_000) + " needle\n";

    @TempDir Path folder;

    private final List<ReadRequest> requests = new ArrayList<>();

    private void file(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        requests.add(new ReadRequest(name, file.toString(), "", text.length(), 10_000_000));
    }

    private List<FileReading> readings(Duration limit, int threads) {
        List<FileReading> readings = new ArrayList<>();
        ReadingOptions options = new ReadingOptions(threads, limit, 50, Optional.empty());
        try (FileReadings files = new ProcessReadings(requests, options)) {
            while (files.hasNext()) {
                readings.add(files.next());
            }
        }
        return readings;
    }

    private static int definitions(FileReading reading) {
        return ((FileReading.Facts) reading).facts().definitions().size();
    }

    @Test
    void readingsComeInTheOrderOfTheFiles() throws IOException {
        for (int i = 0; i < 300; i++) {
            file("F" + i + ".java", "class F { " + "void m() {} ".repeat(i % 7) + "}\n");
        }
        requests.add(new ReadRequest("gone", folder.resolve("gone").toString(), "", 0, 10));

        List<FileReading> readings = readings(Duration.ofSeconds(10), 2);

        assertThat(readings).hasSize(301);
        for (int i = 0; i < 300; i++) {
            assertThat(definitions(readings.get(i))).isEqualTo(1 + i % 7);
        }
        assertThat(readings.getLast()).isInstanceOf(FileReading.Unreadable.class);
    }

    /** A checkout with such a file ended every run for want of memory. */
    @Test
    void filesWithTooManyDefinitionsAreText() throws IOException {
        file("many.md", "# a\n".repeat(45_000));
        file("few.md", "# a\n".repeat(1_000));

        List<FileReading> readings = readings(Duration.ofSeconds(30), 1);

        assertThat(readings.getFirst())
                .isInstanceOfSatisfying(
                        FileReading.TextOnly.class,
                        text -> {
                            assertThat(text.reason())
                                    .isEqualTo(
                                            "it has 45,000 definitions, and 40,000 are the most");
                            assertThat(text.text().facts().definitions()).isEmpty();
                        });
        assertThat(definitions(readings.getLast())).isEqualTo(1_000);
    }

    @Test
    void filesWhoseParserDoesNotEndAreTextAndTheOthersAreRead() throws IOException {
        for (int i = 0; i < 20; i++) {
            file("A" + i + ".java", "class A { void m() {} }\n");
            if (i == 5 || i == 6) {
                file("endless" + i + ".java", ENDLESS);
            }
        }

        List<FileReading> readings = readings(Duration.ofMillis(500), 2);

        assertThat(readings).hasSize(22);
        for (int i = 0; i < 22; i++) {
            if (requests.get(i).path().startsWith("endless")) {
                FileReading.TextOnly text = (FileReading.TextOnly) readings.get(i);
                assertThat(text.reason()).contains("did not end within 0.5 s");
                assertThat(text.text().facts().chunks().getFirst().content()).contains("needle");
            } else {
                assertThat(definitions(readings.get(i))).isEqualTo(2);
            }
        }
    }

    @Test
    void aFileThatTakesTooMuchMemoryIsText() throws IOException {
        for (int i = 0; i < 10; i++) {
            file("A" + i + ".java", "class A { void m() {} }\n");
        }
        file("large.js", "f(a, [1, 2], {b: 3});\n".repeat(300_000));
        file("Z.java", "class Z {}\n");
        System.setProperty(ReaderCommand.MEMORY_PROPERTY, Long.toString(200L << 20));
        try {
            List<FileReading> readings = readings(Duration.ofSeconds(30), 2);

            assertThat(((FileReading.TextOnly) readings.get(10)).reason()).contains("memory");
            assertThat(definitions(readings.get(11))).isEqualTo(1);
            assertThat(definitions(readings.get(9))).isEqualTo(2);
        } finally {
            System.clearProperty(ReaderCommand.MEMORY_PROPERTY);
        }
    }
}
