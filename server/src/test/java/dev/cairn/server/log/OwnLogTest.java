package dev.cairn.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A log is written to a file that Cairn made, and nothing from outside can forge its lines. */
class OwnLogTest {

    @TempDir private Path folder;

    @AfterEach
    void noLog() {
        System.clearProperty(LogConfigurator.FILE_PROPERTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# ~/.bashrc\n",
                "$(touch x)\n",
                " 2026-01-01T00:00:00.000Z INFO ",
                "{\"a\": 1}",
                "\u0000",
                "2026-01-01 INFO x"
            })
    void aFileThatIsNoLogIsNotAppendedTo(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), content);

        log(file, "event");

        assertThat(file).hasContent(content);
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        Path target = Files.createFile(folder.resolve("target"));

        log(Files.createSymbolicLink(folder.resolve("link"), target), "event");

        assertThat(target).isEmptyFile();
    }

    @Test
    void aLogOfAnEarlierProcessIsContinued() throws IOException {
        Path file = folder.resolve("cairn.log");

        log(file, "one");
        log(file, "two");

        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void aNameFromOutsideCannotBeginALine() throws IOException {
        Path file = folder.resolve("cairn.log");

        log(file, "file 'a\n2026-01-01T00:00:00.000Z INFO forged\u001b[2J'");

        assertThat(Files.readAllLines(file))
                .singleElement()
                .asString()
                .contains("a\\n2026-01-01")
                .contains("\\x1b[2J");
    }

    @Test
    void aMessageInAStackTraceCannotBeginALine() throws IOException {
        Path file = folder.resolve("cairn.log");
        System.setProperty(LogConfigurator.FILE_PROPERTY, file.toString());
        LoggerContext loggers = loggers();
        loggers.getLogger("test").error("failed", new IllegalStateException("a\n2026-01-01 INFO"));
        loggers.stop();

        assertThat(Files.readAllLines(file))
                .noneMatch(line -> line.startsWith("2026-01-01 INFO"))
                .anyMatch(line -> line.contains("a\\n2026-01-01 INFO"));
    }

    private static LoggerContext loggers() {
        LoggerContext loggers = new LoggerContext();
        loggers.setMDCAdapter(new LogbackMDCAdapter());
        LogConfigurator configurator = new LogConfigurator();
        configurator.setContext(loggers);
        configurator.configure(loggers);
        return loggers;
    }

    private static void log(Path file, String message) {
        System.setProperty(LogConfigurator.FILE_PROPERTY, file.toString());
        LoggerContext loggers = loggers();
        Logger logger = loggers.getLogger("test");
        logger.info(message);
        loggers.stop();
    }
}
