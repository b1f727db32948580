package dev.cairn.worker.process;

import dev.cairn.database.DatabaseException;
import dev.cairn.database.sqlite.SqliteDriver;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;

/**
 * Where the JVM of a database worker begins. It reads its parameters from standard input, and says
 * on standard output when it is ready, or why it cannot be.
 */
public final class DbWorkerProcess {

    private DbWorkerProcess() {}

    /** Runs a worker until it stops. */
    public static void main(String[] arguments) throws IOException {
        Thread.ofPlatform().daemon().name("sqlite-loader").start(DbWorkerProcess::loadSqlite);
        PrintStream report = System.out;
        BufferedReader input =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        WorkerParameters parameters = WorkerParameters.read(input);
        System.setOut(System.err);
        int status = run(parameters, input, report);
        // The other threads are daemons, and an exit takes longer than a return.
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Loads what opening the database needs, while other things are prepared. */
    private static void loadSqlite() {
        try {
            SqliteDriver.load();
        } catch (DatabaseException e) {
            LoggerFactory.getLogger(DbWorkerProcess.class)
                    .debug("who opens the database will meet it again: {}", e.getMessage());
        }
    }

    /** Returns the status of the process. */
    private static int run(WorkerParameters parameters, BufferedReader input, PrintStream report) {
        try (DbWorker worker = new DbWorker(parameters)) {
            worker.start();
            worker.stopWhenAsked(input);
            say(report, StartReport.ready(ProcessHandle.current().pid()));
            report.close();
            worker.serve();
            return 0;
        } catch (DatabaseException e) {
            LoggerFactory.getLogger(DbWorkerProcess.class).error("the worker failed", e);
            say(report, StartReport.failed(e.code(), String.valueOf(e.getMessage())));
            return 1;
        }
    }

    private static void say(PrintStream report, StartReport what) {
        report.println(what.toLine());
        report.flush();
    }
}
