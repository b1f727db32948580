package dev.cairn.database.postgres;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseLocation.Host;
import dev.cairn.database.DatabaseLocation.Server;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.postgres.backup.DumpHeader;
import dev.cairn.database.postgres.backup.ServerProgram;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.jdbc.AutoSave;
import org.postgresql.jdbc.PgConnection;

/**
 * Copies a database by PostgreSQL's own {@code pg_dump}, and reads the copy by {@code psql}. It
 * knows kinds of objects that Cairn does not manage.
 */
final class DumpProgram implements CopyMeans {

    private static final Pattern VERSION = Pattern.compile("pg_dump \\(PostgreSQL\\) (\\d+)");

    private final PostgresSource source;
    private final Path dump;
    private final Path psql;

    private DumpProgram(PostgresSource source, Path dump, Path psql) {
        this.source = source;
        this.dump = dump;
        this.psql = psql;
    }

    /** Returns the program, if both are on the path. */
    static Optional<DumpProgram> find(PostgresSource source) {
        return onPath("pg_dump")
                .flatMap(dump -> onPath("psql").map(psql -> new DumpProgram(source, dump, psql)));
    }

    private static Optional<Path> onPath(String name) {
        return Stream.of(
                        Optional.ofNullable(System.getenv("PATH"))
                                .orElse("")
                                .split(Pattern.quote(System.getProperty("path.separator")), -1))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public String name() {
        return "pg_dump";
    }

    /** An older program refuses a newer server. */
    @Override
    public boolean suits(DatabaseDriver driver) {
        String number =
                driver.queryValue("SELECT current_setting('server_version_num')")
                        .orElse("0")
                        .toString();
        return version() >= Integer.parseInt(number) / 10_000;
    }

    private int version() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (ServerProgram program =
                ServerProgram.start(Map.of(), List.of(dump.toString(), "--version"))) {
            program.output().transferTo(text);
            program.await();
        } catch (IOException e) {
            return 0;
        }
        Matcher matcher = VERSION.matcher(text.toString(StandardCharsets.UTF_8));
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    @Override
    public void write(
            PostgresDriver driver, Connection connection, Path target, ProgressListener progress)
            throws SQLException, IOException {
        String snapshot = exported(connection);
        String header = DumpHeader.text(connection, driver.inspectSchema());
        progress.progress("pg_dump", 0, 0);
        List<String> command =
                List.of(
                        dump.toString(),
                        "--format=plain",
                        "--no-password",
                        "--snapshot=" + snapshot);
        try (ServerProgram program =
                        ServerProgram.start(environment(source.pool().server()), command);
                OutputStream out =
                        Files.newOutputStream(
                                target, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            out.write(header.getBytes(StandardCharsets.UTF_8));
            program.output().transferTo(out);
            program.await();
        }
    }

    /** The driver's own savepoint around a statement would make it a subtransaction. */
    private static String exported(Connection connection) throws SQLException {
        PgConnection own = connection.unwrap(PgConnection.class);
        own.setAutosave(AutoSave.NEVER);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT pg_export_snapshot()")) {
            rows.next();
            return rows.getString(1);
        } finally {
            own.setAutosave(AutoSave.ALWAYS);
        }
    }

    @Override
    public Restored read(
            PostgresSource into, Connection connection, Path copy, ProgressListener progress)
            throws SQLException, IOException {
        DumpHeader header;
        try (InputStream in =
                new BufferedInputStream(Files.newInputStream(copy, LinkOption.NOFOLLOW_LINKS))) {
            header = DumpHeader.read(in);
        }
        progress.progress("psql", 0, 0);
        List<String> command =
                List.of(
                        psql.toString(),
                        "--no-psqlrc",
                        "--quiet",
                        "--no-password",
                        "--set=ON_ERROR_STOP=1",
                        "--output=/dev/null");
        try (ServerProgram program =
                        ServerProgram.start(environment(into.pool().server()), command);
                InputStream in = Files.newInputStream(copy, LinkOption.NOFOLLOW_LINKS)) {
            program.feed(in);
            program.await();
        }
        return header::compare;
    }

    /** The password is in the environment of the process, which only its own user can read. */
    private static Map<String, String> environment(Server server) {
        Map<String, String> environment = new HashMap<>();
        environment.put("PGHOST", joined(server, Host::name));
        environment.put("PGPORT", joined(server, host -> Integer.toString(host.port())));
        environment.put("PGUSER", server.credentials().user());
        environment.put("PGDATABASE", server.database());
        environment.put("PGSSLMODE", server.encryption().mode());
        environment.put("PGTARGETSESSIONATTRS", "read-write");
        environment.put("PGCLIENTENCODING", "UTF8");
        environment.put("PGAPPNAME", "cairn");
        server.encryption()
                .rootCertificate()
                .ifPresent(file -> environment.put("PGSSLROOTCERT", file.toString()));
        PostgresPassword.ofProcess()
                .of(server)
                .ifPresent(password -> environment.put("PGPASSWORD", password));
        return environment;
    }

    private static String joined(Server server, Function<Host, String> part) {
        return server.hosts().stream().map(part).collect(Collectors.joining(","));
    }
}
