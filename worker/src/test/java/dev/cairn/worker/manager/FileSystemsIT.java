package dev.cairn.worker.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rounds;
import dev.cairn.worker.service.ServiceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Databases on other file systems than that of a local disk. What is mounted is real, so that these
 * tests are skipped where this user may not mount anything.
 */
@Timeout(600)
final class FileSystemsIT {

    private static final int LAYERS = Rounds.of(1, 2, 50);
    private static final int ROWS = 100;

    @TempDir Path folder;

    /** In a container the database of an image is in a lower layer until it is written to. */
    @Test
    void aDatabaseOfALowerLayerIsCopiedWithItsLogAndGoesOn() throws Exception {
        int acknowledged = 0;
        for (int round = 0; round < LAYERS; round++) {
            Path own = Files.createDirectory(folder.resolve(Integer.toString(round)));
            Path lower = Files.createDirectory(own.resolve("lower"));
            Path layered = Files.createDirectory(own.resolve("layered"));
            AcknowledgedWrites writes =
                    new AcknowledgedWrites(
                            Set.of(DatabaseErrorCode.IN_DOUBT, DatabaseErrorCode.NOT_CONNECTED));
            writeAndKill(writes, lower, round);
            Map<String, String> before = contents(lower);
            assertThat(before).containsKey("test.db-wal");
            Optional<MountedFolder> mounted =
                    MountedFolder.ofLayers(
                            layered,
                            lower,
                            Files.createDirectory(own.resolve("upper")),
                            Files.createDirectory(own.resolve("work")));
            assumeThat(mounted).as("layers that may be mounted").isPresent();
            try (MountedFolder _ = mounted.orElseThrow();
                    WorkerFixture worker = new WorkerFixture(layered);
                    DatabaseDriver driver = worker.open()) {
                writes.verify(driver);
                writes.startWriter(worker::open, false, new Random(round));
                writes.awaitMore(ROWS);
                writes.stop();
                writes.verify(driver);
            }
            assertThat(contents(lower)).isEqualTo(before);
            acknowledged += writes.acknowledged();
        }
        System.out.printf(
                "in a lower layer %d times: %d rows acknowledged, 0 lost%n", LAYERS, acknowledged);
    }

    private static void writeAndKill(AcknowledgedWrites writes, Path folder, int seed)
            throws Exception {
        try (WorkerFixture worker = new WorkerFixture(folder)) {
            try (DatabaseDriver driver = worker.open()) {
                driver.execute(AcknowledgedWrites.TABLE);
            }
            writes.startWriter(worker::open, false, new Random(seed));
            writes.awaitMore(ROWS);
            writes.stop();
            ProcessHandle process = worker.process();
            process.destroyForcibly();
            process.onExit().get(10, TimeUnit.SECONDS);
        }
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        file.getFileName().toString(),
                        Files.getLastModifiedTime(file) + " " + Files.size(file));
            }
        }
        return contents;
    }

    @ParameterizedTest
    @CsvSource({"fuse.sshfs, false, true", "fuse.sshfs, true, false", "fuse.any, false, false"})
    void aDatabaseThatOtherMachinesReachIsRefusedUnlessThatIsAllowed(
            String type, boolean allowed, boolean refused) throws Exception {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Optional<MountedFolder> mounted = MountedFolder.ofType(shared, type);
        assumeThat(mounted).as("a file system that may be mounted").isPresent();
        try (MountedFolder _ = mounted.orElseThrow();
                WorkerFixture worker =
                        new WorkerFixture(
                                configuration(shared.resolve("test.db"), allowed),
                                ServiceSettings.standard())) {
            DatabaseException error = catchThrowableOfType(DatabaseException.class, worker::open);

            // The folder is empty and stays so: what is let through fails for that reason.
            assertThat(error.code())
                    .as(error.getMessage())
                    .isEqualTo(refused ? DatabaseErrorCode.REFUSED : DatabaseErrorCode.IO);
            if (refused) {
                assertThat(error)
                        .hasMessageContaining(shared.toString())
                        .hasMessageContaining("type " + type)
                        .hasMessageContaining("database.worker.allow_network_file_system");
            }
        }
    }

    private DatabaseConfiguration configuration(Path database, boolean allowed) {
        DatabaseConfiguration usual = WorkerFixture.configuration(folder, database);
        return WorkerFixture.with(
                usual,
                new DatabaseConfiguration.WorkerSettings(
                        true,
                        usual.worker().logFile(),
                        usual.worker().idleStop(),
                        usual.worker().startTimeout(),
                        usual.worker().folders(),
                        allowed));
    }
}
