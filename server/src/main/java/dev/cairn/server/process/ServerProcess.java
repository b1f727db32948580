package dev.cairn.server.process;

import dev.cairn.database.DatabaseException;
import dev.cairn.worker.launch.WorkerLauncher;
import dev.cairn.worker.process.StartReport;
import dev.cairn.worker.protocol.Documents;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process of a server that goes on when the command that started it ends. */
public final class ServerProcess {

    private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);
    private static final long LONGEST_STOP_SECONDS = 30;

    private ServerProcess() {}

    /**
     * Starts a server in a process of its own and waits until it is ready.
     *
     * @return its process id
     * @throws DatabaseException if it cannot be started, with its own reason
     */
    public static long start(ServerSettings settings, Duration timeout) {
        settings.database().storage().create();
        return new WorkerLauncher(ServerProcess.class, settings.log("server"))
                .withOptions("-Xmx256m")
                .withServerCache()
                .launchDetached(Documents.write(settings) + "\n", timeout);
    }

    /** Runs a server until a signal ends the process, or the server stops itself. */
    public static void main(String[] arguments) throws IOException {
        PrintStream report = System.out;
        System.setOut(System.err);
        BufferedReader input =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        ServerSettings settings =
                Documents.read(
                        Objects.requireNonNull(input.readLine(), "no settings"),
                        ServerSettings.class);
        int status = run(settings, report);
        if (status != 0) {
            System.exit(status);
        }
    }

    private static int run(ServerSettings settings, PrintStream report) {
        CountDownLatch stopped = new CountDownLatch(1);
        try (Server server = Server.start(settings, LOG::warn)) {
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(() -> stopOnSignal(server, stopped), "server-stop"));
            report.println(StartReport.ready(ProcessHandle.current().pid()).toLine());
            report.close();
            server.awaitStop();
            return 0;
        } catch (DatabaseException e) {
            report.println(StartReport.failed(e.code(), String.valueOf(e.getMessage())).toLine());
            report.close();
            return 1;
        } finally {
            stopped.countDown();
        }
    }

    private static void stopOnSignal(Server server, CountDownLatch stopped) {
        server.askToStop();
        try {
            boolean _ = stopped.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
