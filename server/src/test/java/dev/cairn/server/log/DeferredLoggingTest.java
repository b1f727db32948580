package dev.cairn.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

class DeferredLoggingTest {

    @TempDir private Path folder;

    @Test
    void eventsReachTheFileWithTheirArgumentsAndCauses() throws Exception {
        Path file = folder.resolve("cairn.log");
        System.setProperty(LogConfigurator.FILE_PROPERTY, file.toString());
        DeferredLogging logging = new DeferredLogging();
        logging.initialize();
        Logger logger = logging.getLoggerFactory().getLogger("dev.example.Test");

        assertThat(logger.isDebugEnabled()).isFalse();
        logger.debug("below the level: {}", 1);
        assertThat(file).doesNotExist();

        assertThat(logger.isInfoEnabled()).isTrue();
        logger.info("{} of {}", 1, "two");
        logger.atWarn().addArgument(3).log("fluent {}");
        logger.error("failed", new IllegalStateException("the cause"));

        assertThat(Files.readString(file))
                .containsPattern("INFO +\\[.*\\] dev.example.Test - 1 of two\\R")
                .containsPattern("WARN +\\[.*\\] dev.example.Test - fluent 3\\R")
                .containsPattern("ERROR \\[.*\\] dev.example.Test - failed\\R")
                .contains("java.lang.IllegalStateException: the cause")
                .doesNotContain("below the level");
        assertThat(logging.getLoggerFactory().getLogger("dev.example.Test")).isSameAs(logger);
    }
}
