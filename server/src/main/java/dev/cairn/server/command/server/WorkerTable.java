package dev.cairn.server.command.server;

import dev.cairn.server.command.Durations;
import dev.cairn.server.process.ServerRecord;
import dev.cairn.worker.protocol.WorkerStatus;
import dev.cairn.worker.supervision.ProcessUsage;
import dev.cairn.worker.supervision.WorkerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The server and all kinds of its workers, also those that do not run. */
final class WorkerTable {

    private static final String DATABASE = "database";
    private static final List<String> KINDS =
            List.of(DATABASE, "repair", "file_watcher", "vectorization");
    private static final String NOT_RUNNING = "not running";

    private final List<WorkerRow> rows;

    private WorkerTable(List<WorkerRow> rows) {
        this.rows = List.copyOf(rows);
    }

    /** Returns the table of a running server. */
    static WorkerTable of(ServerRecord server) {
        return of(Optional.of(server), Optional.empty());
    }

    /**
     * Returns the table of a project.
     *
     * @param server its server, if one is running
     * @param database the worker of its database, if it answers
     */
    static WorkerTable of(Optional<ServerRecord> server, Optional<WorkerStatus> database) {
        List<WorkerRow> rows = new ArrayList<>();
        rows.add(server.map(WorkerTable::serverRow).orElseGet(() -> missing("server")));
        List<WorkerState> states = server.map(ServerRecord::workers).orElse(List.of());
        for (String kind : KINDS) {
            Optional<WorkerRow> supervised =
                    states.stream()
                            .filter(state -> state.name().equals(kind))
                            .findFirst()
                            .map(WorkerTable::row);
            rows.add(
                    kind.equals(DATABASE) && database.isPresent()
                            ? databaseRow(database.get(), supervised)
                            : supervised.orElseGet(() -> missing(kind)));
        }
        states.stream()
                .filter(state -> !KINDS.contains(state.name()))
                .map(WorkerTable::row)
                .forEach(rows::add);
        return new WorkerTable(rows);
    }

    private static WorkerRow missing(String kind) {
        return new WorkerRow(
                kind,
                NOT_RUNNING,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                "",
                "",
                Map.of());
    }

    private static WorkerRow serverRow(ServerRecord server) {
        String state =
                switch (server.phase()) {
                    case STARTING -> "starting";
                    case READY -> "running";
                    case READ_ONLY -> "read only";
                    case STOPPING -> "stopping";
                    case STOPPED -> NOT_RUNNING;
                };
        return running(
                "server",
                state,
                server.process(),
                uptimeMillis(server),
                missing("server"),
                "",
                server.problem());
    }

    /** A server that is not ready yet has no uptime. */
    private static long uptimeMillis(ServerRecord server) {
        return server.readyAtMillis() == 0
                ? 0
                : System.currentTimeMillis() - server.readyAtMillis();
    }

    private static WorkerRow running(
            String kind,
            String state,
            long process,
            long uptimeMillis,
            WorkerRow counts,
            String doing,
            String lastError) {
        Optional<ProcessUsage> usage = ProcessUsage.of(process);
        return new WorkerRow(
                kind,
                state,
                Optional.of(process),
                Optional.of(Math.max(0, uptimeMillis)),
                counts.restarts(),
                counts.queueLength(),
                counts.sessions(),
                usage.map(ProcessUsage::residentBytes).filter(bytes -> bytes > 0),
                usage.map(used -> used.processorTime().toMillis()),
                doing,
                lastError,
                counts.metrics());
    }

    private static WorkerRow row(WorkerState state) {
        WorkerRow counts =
                new WorkerRow(
                        state.name(),
                        text(state.phase()),
                        Optional.empty(),
                        Optional.empty(),
                        state.restarts(),
                        state.queueLength(),
                        state.sessions(),
                        Optional.empty(),
                        Optional.empty(),
                        state.doing(),
                        state.lastError(),
                        state.metrics());
        return state.process() == 0
                ? counts
                : running(
                        state.name(),
                        text(state.phase()),
                        state.process(),
                        System.currentTimeMillis() - state.startedAtMillis(),
                        counts,
                        state.doing(),
                        state.lastError());
    }

    private static String text(WorkerState.Phase phase) {
        return switch (phase) {
            case NOT_NEEDED -> "not configured";
            case STOPPED -> "stopped";
            case STARTING -> "starting";
            case RUNNING -> "running";
            case WAITING -> "restarting";
            case RESTING -> "resting";
            case GIVEN_UP -> "given up";
        };
    }

    /** The worker itself knows more of what it does than its supervision. */
    private static WorkerRow databaseRow(WorkerStatus status, Optional<WorkerRow> supervised) {
        int restarts = Math.max(status.restarts(), supervised.map(WorkerRow::restarts).orElse(0));
        WorkerRow counts =
                new WorkerRow(
                        DATABASE,
                        status.state(),
                        Optional.empty(),
                        Optional.empty(),
                        restarts,
                        status.waitingWriters(),
                        status.sessions().size(),
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        "",
                        status.metrics());
        String error =
                status.lastError().isEmpty()
                        ? supervised.map(WorkerRow::lastError).orElse(status.lastCrash())
                        : status.lastError();
        return running(
                DATABASE,
                status.state(),
                status.process(),
                status.uptimeMillis(),
                counts,
                status.writer(),
                error);
    }

    List<WorkerRow> rows() {
        return rows;
    }

    /** Returns the table as lines of text. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                line(
                        "KIND",
                        "STATE",
                        "PROCESS",
                        "UPTIME",
                        "RESTARTS",
                        "QUEUE",
                        "SESSIONS",
                        "MEMORY"));
        for (WorkerRow row : rows) {
            lines.add(
                    line(
                            row.kind(),
                            row.state(),
                            text(row.process(), Object::toString),
                            text(row.uptimeMillis(), Durations::text),
                            Integer.toString(row.restarts()),
                            Integer.toString(row.queueLength()),
                            Integer.toString(row.sessions()),
                            text(row.memoryBytes(), WorkerTable::megabytes)));
            if (!row.doing().isEmpty()) {
                lines.add("    now: " + row.doing());
            }
            if (!row.lastError().isEmpty()) {
                lines.add("    last error: " + row.lastError());
            }
        }
        return lines;
    }

    private static String line(String... cells) {
        return String.format(
                        Locale.ROOT, "%-14s %-15s %8s  %-12s %8s %6s %9s %8s", (Object[]) cells)
                .stripTrailing();
    }

    private static <T> String text(Optional<T> value, Function<T, String> format) {
        return value.map(format).orElse("-");
    }

    private static String megabytes(long bytes) {
        return bytes / 1_000_000 + " MB";
    }

    /**
     * Returns the table as Prometheus reads it
     * (https://prometheus.io/docs/instrumenting/exposition_formats).
     */
    String prometheus() {
        StringBuilder text = new StringBuilder();
        gauge(text, "up", "1 if the worker runs", row -> Optional.of(row.running() ? 1.0 : 0.0));
        gauge(text, "restarts", "Starts after an end by itself", row -> number(row.restarts()));
        gauge(text, "queue", "Pieces of work that wait", row -> number(row.queueLength()));
        gauge(text, "sessions", "Clients", row -> number(row.sessions()));
        gauge(
                text,
                "given_up",
                "1 if the worker is not started again",
                row -> Optional.of(row.state().equals("given up") ? 1.0 : 0.0));
        gauge(text, "uptime_seconds", "Time since the start", row -> seconds(row.uptimeMillis()));
        gauge(
                text,
                "resident_bytes",
                "Memory in RAM",
                row -> row.memoryBytes().map(Long::doubleValue));
        gauge(text, "processor_seconds", "Processor time", row -> seconds(row.processorMillis()));
        metrics(text);
        return text.toString();
    }

    private static Optional<Double> number(long number) {
        return Optional.of((double) number);
    }

    private static Optional<Double> seconds(Optional<Long> millis) {
        return millis.map(value -> value / 1_000.0);
    }

    private void gauge(
            StringBuilder text,
            String name,
            String help,
            Function<WorkerRow, Optional<Double>> value) {
        text.append(
                "# HELP cairn_process_%s %s\n# TYPE cairn_process_%s gauge\n"
                        .formatted(name, help, name));
        for (WorkerRow row : rows) {
            value.apply(row).ifPresent(number -> sample(text, name, row.kind(), number));
        }
    }

    private static void sample(StringBuilder text, String name, String kind, double value) {
        text.append("cairn_process_%s{kind=\"%s\"} %s\n".formatted(name, kind, value));
    }

    /** Those of the database worker are in its own report. */
    private void metrics(StringBuilder text) {
        for (WorkerRow row : rows) {
            if (!row.kind().equals(DATABASE)) {
                row.metrics().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .forEach(entry -> {
                            String name = row.kind() + "_" + entry.getKey();
                            text.append("# TYPE cairn_%s gauge\n".formatted(name));
                            text.append("cairn_%s %s\n".formatted(name, entry.getValue()));
                        });
            }
        }
    }
}
