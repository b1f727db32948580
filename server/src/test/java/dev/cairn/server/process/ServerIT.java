package dev.cairn.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.CodeDatabase;
import dev.cairn.worker.supervision.WorkerState;
import dev.cairn.worker.supervision.WorkerState.Phase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code cairn serve} with its real processes. */
@Timeout(1_800)
final class ServerIT {

    @TempDir Path temporary;
    private Path folder;
    private ServedProject project;

    @BeforeEach
    void make() throws Exception {
        folder = temporary.toRealPath();
        project = new ServedProject(folder.resolve("project"));
        project.write("src/A.java", "class A { void first() {} }\n");
    }

    @AfterEach
    void close() throws Exception {
        project.close();
    }

    @Test
    void everythingIsStartedInOrderFollowsChangesAndIsStopped() throws Exception {
        Process server = project.serve();
        ServerRecord record = project.record().orElseThrow();
        assertThat(record.workers().stream().map(WorkerState::name))
                .startsWith("database", "repair", "file_watcher");
        assertThat(record.folders()).containsExactly(folder.resolve("project").toString());
        assertThat(project.worker("file_watcher").phase()).isEqualTo(Phase.RUNNING);
        project.awaitFreshIndex(folder.resolve("fresh1"));
        project.write("src/B.java", "class B { void second() {} }\n");
        Files.delete(folder.resolve("project/src/A.java"));
        project.awaitFreshIndex(folder.resolve("fresh2"));
        assertThat(project.output(0, "workers"))
                .containsPattern("server +running +" + server.pid())
                .containsPattern("database +running +\\d+")
                .containsPattern("file_watcher +running +\\d+")
                .containsPattern("vectorization +not running +-");
        ServedProject.await(
                "the watcher has answered",
                () -> !project.worker("file_watcher").metrics().isEmpty());
        assertThat(project.output(0, "workers", "--prometheus"))
                .contains("cairn_process_up{kind=\"file_watcher\"} 1.0")
                .contains("cairn_process_up{kind=\"vectorization\"} 0.0")
                .contains("cairn_file_watcher_changed_files ");
        assertThat(project.output(0, "status")).contains("server    running, process");
        assertThat(project.output(0, "status", "--json")).contains("\"processor_millis\"");

        List<ProcessHandle> workers = project.workerProcesses();
        assertThat(workers).hasSizeGreaterThanOrEqualTo(2);
        interrupt(server);
        assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isEqualTo(130);
        ServedProject.awaitEnd(workers);
        assertThat(Files.readString(folder.resolve("project/.cairn/logs/cairn.log")))
                .containsSubsequence(
                        "worker 'file_watcher': stopping process",
                        "worker 'database': stopping process");
        assertThat(ServerRecord.read(project.run()).orElseThrow().phase())
                .isEqualTo(ServerRecord.Phase.STOPPED);
        assertThat(project.output(0, "stop")).isEqualTo("no worker was running\n");
    }

    /** Ctrl-C. */
    private static void interrupt(Process process) throws Exception {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    @Test
    void aDetachedServerGoesOnAndIsStoppedByTheCommand() throws Exception {
        assertThat(project.output(0, "serve", "--detach")).startsWith("the server is running,");
        assertThat(project.output(0, "serve", "--detach"))
                .startsWith("the server was running already,");
        project.awaitFreshIndex(folder.resolve("fresh"));
        List<ProcessHandle> all = new ArrayList<>(project.workerProcesses());
        all.add(project.record().orElseThrow().handle().orElseThrow());
        assertThat(project.output(0, "stop")).isEqualTo("the server and its workers are stopped\n");
        ServedProject.awaitEnd(all);
    }

    @Test
    void aStepThatFailsIsNamedAndNothingKeepsRunning() throws Exception {
        project.configure("{\"database\": {\"enabled\": false}}");
        assertThat(project.output(2, "serve"))
                .contains("cairn: cannot start the database worker: configuration '")
                .contains("set workers.database.enabled to true");
        assertThat(project.record()).isEmpty();
        assertThat(project.output(2, "serve", "--detach"))
                .contains("cairn: cannot start the database worker: ");
    }

    @Test
    void disabledWorkersAreNotStarted() throws Exception {
        project.configure(
                "{\"file_watcher\": {\"enabled\": false}, \"repair\": {\"enabled\": false}}");
        project.serve();
        assertThat(project.worker("file_watcher").phase()).isEqualTo(Phase.NOT_NEEDED);
        assertThat(project.worker("repair").phase()).isEqualTo(Phase.NOT_NEEDED);
        assertThat(project.output(0, "workers")).containsPattern("file_watcher +not configured +-");
    }

    @Test
    void theWatchCommandFollowsATreeUntilItIsInterrupted() throws Exception {
        Process watch = project.command("watch", ".");
        project.awaitFreshIndex(folder.resolve("fresh1"));
        project.write("src/B.java", "class B { void second() {} }\n");
        project.awaitFreshIndex(folder.resolve("fresh2"));
        interrupt(watch);
        assertThat(watch.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(watch.exitValue()).isEqualTo(130);
    }

    @Test
    void onlyTheConfiguredFoldersAreFollowed() throws Exception {
        project.write("other/O.java", "class O {}\n");
        project.configure(
                "{\"file_watcher\": {\"watch_dirs\": [\"../src\"], \"scan_interval\": 1}}");
        project.serve();
        assertThat(project.record().orElseThrow().folders())
                .containsExactly(folder.resolve("project/src").toString());
        ServedProject.await(
                "the first scan",
                () -> project.worker("file_watcher").metrics().getOrDefault("scans", 0.0) > 0);
        assertThat(project.output(0, "search", "--no-refresh", "class")).contains("A.java");
        assertThat(project.output(0, "search", "--no-refresh", "class")).doesNotContain("O.java");
    }

    @Test
    void aNewerDatabaseIsServedWithoutWriting() throws Exception {
        project.output(0, "index", ".");
        try (CodeDatabase database = CodeDatabase.open(project.database())) {
            database.driver()
                    .execute(
                            "UPDATE db_settings SET value = '99.0.0' WHERE key = 'schema_version'");
        }
        Process server = project.command("serve");
        ServedProject.await(
                "read only",
                () ->
                        project.record()
                                .filter(one -> one.phase() == ServerRecord.Phase.READ_ONLY)
                                .isPresent());
        assertThat(project.record().orElseThrow().problem()).contains("schema version 99.0.0");
        assertThat(project.worker("file_watcher").phase()).isEqualTo(Phase.NOT_NEEDED);
        assertThat(project.output(0, "status")).contains("is served without writing");
        server.destroy();
        assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theServerStopsWhenItsFolderIsRemoved() throws Exception {
        Process server = project.serve();
        List<ProcessHandle> workers = project.workerProcesses();
        new ProcessBuilder("rm", "-rf", folder.resolve("project/.cairn").toString())
                .start()
                .waitFor();
        assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
        ServedProject.awaitEnd(workers);
        assertThat(folder.resolve("project/.cairn/data/code_analysis.db")).doesNotExist();
    }
}
