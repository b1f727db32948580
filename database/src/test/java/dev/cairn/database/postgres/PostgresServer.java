package dev.cairn.database.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * A real PostgreSQL server that tests start. {@link #shared} is one for all tests of this JVM; each
 * test takes a database of its own ({@link #createDatabase}). A server listens on 127.0.0.1 only,
 * keeps nothing, and ends with this JVM, however that ends.
 *
 * <p>The server is the one of a test dependency (PostgreSQL 17), or one that is installed; {@code
 * -Dcairn.postgres=installed} turns the order round. A test that cannot have either is aborted with
 * the reason.
 */
public final class PostgresServer implements AutoCloseable {

    /** The only user of a new server; it may do everything and needs no password. */
    public static final String USER = "postgres";

    private static final int MOST_SECONDS = 60;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final PostgresPrograms programs;
    private final Path data;
    private final int port;
    private final Map<String, String> settings;
    private @Nullable Process process;

    private PostgresServer(PostgresPrograms programs, Path data, Map<String, String> settings) {
        this.programs = programs;
        this.data = data;
        this.port = freePort();
        this.settings = new TreeMap<>(settings);
    }

    /** Returns the server of this JVM, which is started when it is first asked for. */
    public static PostgresServer shared() {
        return Shared.SERVER.orAbort();
    }

    /** Starts a server of its own for a test that stops it or changes its settings. */
    public static PostgresServer start(Map<String, String> settings) {
        return Shared.SERVER.orAbort().startAnother(settings);
    }

    /** Starts the server that is installed on this machine; empty if there is none. */
    public static Optional<PostgresServer> startInstalled() {
        return PostgresPrograms.installed().map(Shared::started);
    }

    private PostgresServer startAnother(Map<String, String> ofTest) {
        Path folder = ServerFolder.create();
        programs.createCluster(folder);
        PostgresServer server = new PostgresServer(programs, folder, ofTest);
        server.start();
        return server;
    }

    /**
     * Starts a server that follows this one. The data of this server is copied, for which it must
     * be stopped; this method starts it again.
     */
    public PostgresServer startStandby(Map<String, String> ofStandby) {
        stop();
        Path folder = ServerFolder.create();
        PostgresPrograms.run(List.of("cp", "-a", data + "/.", folder.toString()));
        start();
        Map<String, String> all = new TreeMap<>(ofStandby);
        all.put("primary_conninfo", "host=127.0.0.1 port=" + port + " user=" + USER);
        all.put("hot_standby", "on");
        PostgresServer standby = new PostgresServer(programs, folder, all);
        standby.writeFile("standby.signal", "");
        standby.start();
        return standby;
    }

    /** Starts the server, unless it runs. */
    public synchronized void start() {
        if (process != null) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script(), "postgres"));
        command.addAll(programs.command("postgres", "-D", data.toString()));
        options().forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
        try {
            Path log = Files.createTempFile("cairn-postgres-", ".log");
            Process started =
                    new ProcessBuilder(command)
                            .directory(Path.of("/").toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            process = started;
            awaitReady(started, log);
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The shell ends the server when its input ends, as it does with this JVM. */
    private static String script() {
        return "\"$@\" & server=$!; (while kill -0 $server 2>/dev/null; do sleep 1; done;"
                + " kill $$ 2>/dev/null) & read line; kill -QUIT $server; wait $server";
    }

    private Map<String, String> options() {
        Map<String, String> all = new TreeMap<>();
        all.put("listen_addresses", "127.0.0.1");
        all.put("port", Integer.toString(port));
        all.put("unix_socket_directories", "");
        all.put("fsync", "off");
        all.put("max_connections", "100");
        all.put("shared_buffers", "64MB");
        all.put("timezone", "UTC");
        all.put("log_timezone", "UTC");
        all.putAll(settings);
        return all;
    }

    private void awaitReady(Process started, Path log) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (true) {
            try (Connection _ = connect(USER)) {
                return;
            } catch (SQLException e) {
                if (!started.isAlive() || System.nanoTime() > end) {
                    throw new IllegalStateException(
                            "PostgreSQL did not start: " + Files.readString(log), e);
                }
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Stops the server at once, as a crash does. Its data stays until it is closed. */
    public synchronized void stop() {
        Process running = process;
        if (running == null) {
            return;
        }
        process = null;
        try {
            running.getOutputStream().close();
            if (!running.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("PostgreSQL does not stop");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Kills all processes of the server as {@code kill -9} does. */
    public synchronized void kill() {
        try {
            long main =
                    Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
            List<ProcessHandle> all = new ArrayList<>();
            ProcessHandle.of(main).ifPresent(all::add);
            all.addAll(all.stream().flatMap(ProcessHandle::descendants).toList());
            all.forEach(ProcessHandle::destroyForcibly);
            stop();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
            while (all.stream().anyMatch(PostgresServer::runs)) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("PostgreSQL cannot be killed");
                }
                pause();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process that ended stays in the table of processes until its parent asks for it. */
    private static boolean runs(ProcessHandle handle) {
        try {
            Path state = Path.of("/proc", Long.toString(handle.pid()), "stat");
            return handle.isAlive()
                    && !(Files.exists(state) && Files.readString(state).contains(") Z "));
        } catch (IOException e) {
            return false;
        }
    }

    /** Stops the server, and starts it again with these settings besides its own. */
    public void restart(Map<String, String> more) {
        stop();
        settings.putAll(more);
        start();
    }

    /** Writes a file of the data folder, such as {@code pg_hba.conf}; only the server reads it. */
    public void writeFile(String name, String text) {
        try {
            Path file = data.resolve(name);
            Files.writeString(file, text);
            PostgresPrograms.run(List.of("chmod", "600", file.toString()));
            PostgresPrograms.giveToServerUser(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the folder of the server's data. */
    public Path data() {
        return data;
    }

    /** Returns the address. */
    public String host() {
        return "127.0.0.1";
    }

    /** Returns the port. */
    public int port() {
        return port;
    }

    /** Returns the URL of a database for PostgreSQL's own driver. */
    public String url(String database) {
        return "jdbc:postgresql://" + host() + ":" + port + "/" + database;
    }

    /** Opens a connection of PostgreSQL's own driver as a superuser. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), USER, "");
    }

    /** Runs statements in a database as a superuser, each by itself. */
    public void execute(String database, String... statements) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Creates an empty database, which is dropped when it is closed. */
    public PostgresTestDatabase createDatabase() {
        String name = "test_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
        execute(USER, "CREATE DATABASE " + name);
        return new PostgresTestDatabase(this, name);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
        ServerFolder.remove(data);
    }

    /** The server of this JVM, or why there is none. */
    private record Shared(@Nullable PostgresServer server, String reason) {

        private static final Shared SERVER = first();

        private PostgresServer orAbort() {
            if (server == null) {
                throw new TestAbortedException("no PostgreSQL for this test: " + reason);
            }
            return server;
        }

        private static Shared first() {
            List<String> reasons = new ArrayList<>();
            List<String> order = new ArrayList<>(List.of("embedded", "installed"));
            if ("installed".equals(System.getProperty("cairn.postgres"))) {
                order = order.reversed();
            }
            for (String kind : order) {
                try {
                    PostgresPrograms programs =
                            (kind.equals("embedded")
                                            ? PostgresPrograms.embedded()
                                            : PostgresPrograms.installed())
                                    .orElse(null);
                    if (programs == null) {
                        reasons.add("there is no " + kind + " one for this machine");
                        continue;
                    }
                    return new Shared(started(programs), "");
                } catch (IllegalStateException | UncheckedIOException e) {
                    reasons.add("the " + kind + " one does not start: " + e.getMessage());
                }
            }
            return new Shared(null, reasons.stream().collect(Collectors.joining("; ")));
        }

        private static PostgresServer started(PostgresPrograms programs) {
            Path folder = ServerFolder.create();
            try {
                programs.createCluster(folder);
                PostgresServer server = new PostgresServer(programs, folder, Map.of());
                server.start();
                Runtime.getRuntime().addShutdownHook(new Thread(server::close));
                return server;
            } catch (IllegalStateException e) {
                ServerFolder.remove(folder);
                throw e;
            }
        }
    }
}
