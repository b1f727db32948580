package dev.cairn.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

class PrivateFileAppenderTest {

    @TempDir private Path folder;

    @Test
    void theFileAndItsFolderAreMadeForTheFirstEventAndForTheOwnerAlone() throws IOException {
        Path logs = folder.resolve("logs");
        Path file = logs.resolve("cairn.log");
        System.setProperty(LogConfigurator.FILE_PROPERTY, file.toString());
        LoggerContext loggers = new LoggerContext();
        loggers.setMDCAdapter(new LogbackMDCAdapter());
        LogConfigurator configurator = new LogConfigurator();
        configurator.setContext(loggers);
        configurator.configure(loggers);
        Logger logger = loggers.getLogger("test");
        logger.debug("below the level");
        assertThat(logs).doesNotExist();

        logger.info("first");
        logger.info("second");

        loggers.stop();
        assertThat(Files.readAllLines(file))
                .satisfiesExactly(
                        line -> assertThat(line).endsWith("first"),
                        line -> assertThat(line).endsWith("second"));
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(mode(logs)).isEqualTo("rwx------");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
