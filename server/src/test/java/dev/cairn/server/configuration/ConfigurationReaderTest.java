package dev.cairn.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.DatabaseType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationReaderTest {

    @TempDir private Path folder;

    @Test
    void everyKeyIsRead() throws IOException {
        CairnConfiguration read =
                read(
                        """
                        {"code_analysis": {
                          "database": {
                            "type": "sqlite",
                            "path": "store/code.db",
                            "worker": {"enabled": false, "log_path": "log/w.log",
                                       "folders": ["saved"], "allow_network_file_system": true,
                                       "spin_micros": 150, "ignored_stop_timeout": 90}},
                          "workers": {
                            "database": {"idle_timeout": 7, "start_timeout": 11},
                            "vectorization": {"enabled": true, "batch_size": 64, "poll_interval": 9, "threads": 2},
                            "file_watcher": {"enabled": true, "scan_interval": 5,
                                             "watch_dirs": ["src", "/opt/tree"]}}}}
                        """);

        assertThat(read.database().type()).isEqualTo(DatabaseType.SQLITE);
        assertThat(read.database().path()).isEqualTo(folder.resolve("store/code.db"));
        assertThat(read.database().storage().data()).isEqualTo(folder.resolve("store"));
        assertThat(read.database().storage().logs()).isEqualTo(folder.resolve("log"));
        assertThat(read.database().storage().backups()).isEqualTo(folder.resolve("backups"));
        assertThat(read.database().worker().enabled()).isFalse();
        assertThat(read.database().worker().logFile()).isEqualTo(folder.resolve("log/w.log"));
        assertThat(read.database().worker().folders()).containsExactly(folder.resolve("saved"));
        assertThat(read.database().worker().allowNetworkFileSystem()).isTrue();
        assertThat(read.database().worker().spin()).isEqualTo(Duration.ofNanos(150_000));
        assertThat(read.database().worker().ignoredStop()).isEqualTo(Duration.ofSeconds(90));
        assertThat(read.database().worker().idleStop()).isEqualTo(Duration.ofSeconds(7));
        assertThat(read.database().worker().startTimeout()).isEqualTo(Duration.ofSeconds(11));
        assertThat(read.vectorization())
                .isEqualTo(
                        new CairnConfiguration.VectorizationSettings(
                                true,
                                64,
                                Duration.ofSeconds(9),
                                2,
                                CairnConfiguration.ModelSettings.SHIPPED));
        assertThat(read.fileWatcher().enabled()).isTrue();
        assertThat(read.fileWatcher().scanInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(read.fileWatcher().watchedFolders())
                .containsExactly(folder.resolve("src"), Path.of("/opt/tree"));
    }

    @Test
    void anEmptyFileMeansTheDefaults() throws IOException {
        CairnConfiguration read = read("{}");

        assertThat(read.database().path()).isEqualTo(folder.resolve("data/code_analysis.db"));
        assertThat(read.database().worker().enabled()).isTrue();
        assertThat(read.database().worker().allowNetworkFileSystem()).isFalse();
        assertThat(read.database().worker().ignoredStop()).isEqualTo(Duration.ofSeconds(60));
        assertThat(read.database().worker().logFile())
                .isEqualTo(folder.resolve("logs/db_worker.log"));
        assertThat(read.vectorization().enabled()).isFalse();
        assertThat(read.fileWatcher().watchedFolders()).isEmpty();
        assertThat(read.database()).isEqualTo(ConfigurationReader.defaults(folder).database());
    }

    @Test
    void theWorkerMayBeConfiguredBelowWorkersAndThatWins() throws IOException {
        CairnConfiguration read =
                read(
                        """
                        {"code_analysis": {
                          "database": {"worker": {"enabled": true, "log_path": "a.log"}},
                          "workers": {"database": {"log_path": "b.log"}}}}
                        """);

        assertThat(read.database().worker().enabled()).isTrue();
        assertThat(read.database().worker().logFile()).isEqualTo(folder.resolve("b.log"));
    }

    @Test
    void theOlderFormIsConverted() throws IOException {
        CairnConfiguration read =
                read(
                        """
                        {"type": "sqlite_proxy",
                         "config": {"path": "old.db", "backup_dir": "saved",
                                    "worker_config": {"log_path": "old.log"}}}
                        """);

        assertThat(read.database().type()).isEqualTo(DatabaseType.SQLITE);
        assertThat(read.database().path()).isEqualTo(folder.resolve("old.db"));
        assertThat(read.database().storage().backups()).isEqualTo(folder.resolve("saved"));
        assertThat(read.database().worker().enabled()).isTrue();
        assertThat(read.database().worker().logFile()).isEqualTo(folder.resolve("old.log"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    {"code_analysis": {"databse": {}}}                                 | unknown key 'code_analysis.databse'; known here: application, database, workers
                    {"code_analysis": {"database": {"worker": {"x": 1, "y": 2}}}}      | unknown keys 'code_analysis.database.worker.x', 'code_analysis.database.worker.y'; known here: allow_network_file_system, enabled
                    {"code_analysis": {"database": {"worker": {"spin_micros": 20000}}}} | 'code_analysis.database.worker.spin_micros' must be at most 10000
                    {"code_analysis": {"workers": {"indexer": {}}}}                    | unknown key 'code_analysis.workers.indexer'
                    {"codeAnalysis": {}}                                               | unknown key 'codeAnalysis'; known here: code_analysis
                    {"code_analysis": {"database": {"type": "oracle"}}}                | 'code_analysis.database.type' must be one of sqlite, postgres, mysql, not "oracle"
                    {"code_analysis": {"database": {"path": 7}}}                       | 'code_analysis.database.path' must be a text, not 7
                    {"code_analysis": {"database": {"path": ""}}}                      | 'code_analysis.database.path' must not be empty
                    {"code_analysis": {"database": {"worker": {"enabled": "yes"}}}}    | 'code_analysis.database.worker.enabled' must be true or false, not "yes"
                    {"code_analysis": {"workers": {"vectorization": {"batch_size": 0}}}}     | 'code_analysis.workers.vectorization.batch_size' must be a whole number from 1 to 2147483647, not 0
                    {"code_analysis": {"workers": {"file_watcher": {"watch_dirs": ["a", 1]}}}} | 'code_analysis.workers.file_watcher.watch_dirs[1]' must be a text, not 1
                    {"code_analysis": []}                                              | 'code_analysis' must be an object, not []
                    [1]                                                                | the file must be an object, not [1]
                    {"type": "sqlite", "config": {}}                                   | 'type' must be "sqlite_proxy" in this older form, not "sqlite"
                    {"type": "sqlite_proxy", "config": {"backupdir": "b"}}             | unknown key 'config.backupdir'
                    {"code_analysis": {}, "type": "sqlite_proxy"}                      | unknown key 'code_analysis'
                    {"code_analysis": {"database": {},                                 | it is not valid JSON: line 2, column 1
                    {"code_analysis": {"database": {}, "database": {}}}                | it is not valid JSON: line 1, column
                    {"code_analysis": {"database": {"path": "a\\u0000b"}}}             | 'code_analysis.database.path' is not a path
                    """)
    void whatHasNoSenseIsRefusedByName(String text, String reason) throws IOException {
        DatabaseException error =
                catchThrowableOfType(DatabaseException.class, () -> read(text.strip() + "\n"));

        assertThat(error).hasMessageContaining(reason.strip());
        assertThat(error).hasMessageContaining(folder.resolve("cairn.json").toString());
        assertThat(error.code()).isEqualTo(DatabaseErrorCode.INVALID_CONFIGURATION);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        DatabaseException error =
                catchThrowableOfType(
                        DatabaseException.class,
                        () -> ConfigurationReader.read(folder.resolve("none.json")));

        assertThat(error).hasMessageContaining("none.json': there is no such file");
    }

    @Test
    void aFileThatIsNoTextIsRefused() throws IOException {
        Path file = folder.resolve("cairn.json");
        Files.write(file, new byte[] {'{', (byte) 0xff, (byte) 0xfe, '}'});

        DatabaseException error =
                catchThrowableOfType(DatabaseException.class, () -> ConfigurationReader.read(file));

        assertThat(error).hasMessageContaining("it cannot be read");
        assertThat(error.code()).isEqualTo(DatabaseErrorCode.INVALID_CONFIGURATION);
    }

    private CairnConfiguration read(String json) throws IOException {
        return ConfigurationReader.read(Files.writeString(folder.resolve("cairn.json"), json));
    }
}
