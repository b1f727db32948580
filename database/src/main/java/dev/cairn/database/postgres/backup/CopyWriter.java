package dev.cairn.database.postgres.backup;

import dev.cairn.database.ProgressListener;
import dev.cairn.schema.Schema;
import dev.cairn.schema.postgres.CopyScript;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Writes a database as SQL that psql can run in an empty database. Lines that begin with {@code --
 * cairn} say what follows:
 *
 * <pre>
 * -- cairn backup 1 postgres
 * -- cairn object DIGEST NAME            what a restored database must have
 * -- cairn statement BYTES               so many bytes of SQL follow, then a semicolon
 * -- cairn rows NAME                     COPY in a line, the rows, and \. in a line
 * -- cairn copied ROWS SHA-256           what the rows before were
 * -- cairn owner BYTES                  SQL that a role may be forbidden to run
 * -- cairn end
 * </pre>
 */
public final class CopyWriter {

    static final String MARK = "-- cairn ";
    static final String FORM = "backup 1 postgres";

    /** Settings of a session with which values are written and read in one form. */
    static final List<String> SETTINGS =
            List.of(
                    "SET datestyle = 'ISO, YMD'",
                    "SET intervalstyle = 'postgres'",
                    "SET extra_float_digits = 3",
                    "SET bytea_output = 'hex'",
                    "SET timezone = 'UTC'",
                    "SET xmloption = content",
                    "SET synchronize_seqscans = off",
                    "SET row_security = off",
                    "SET check_function_bodies = off",
                    "SET client_min_messages = warning");

    private static final String SEQUENCES =
            "SELECT format('SELECT setval(%s, %s, %s)', CASE WHEN d.deptype = 'i' THEN"
                    + " format('pg_get_serial_sequence(%L, %L)', quote_ident(tn.nspname) || '.' ||"
                    + " quote_ident(t.relname), a.attname) ELSE format('%L::regclass',"
                    + " quote_ident(n.nspname) || '.' || quote_ident(c.relname)) END, coalesce("
                    + "s.last_value, s.start_value), CASE WHEN s.last_value IS NULL THEN 'false' ELSE 'true' END) FROM pg_sequences s"
                    + " JOIN pg_namespace n ON n.nspname = s.schemaname JOIN pg_class c ON"
                    + " c.relnamespace = n.oid AND c.relname = s.sequencename LEFT JOIN pg_depend d"
                    + " ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refobjsubid > 0"
                    + " AND d.deptype = 'i' LEFT JOIN pg_class t ON t.oid = d.refobjid LEFT JOIN"
                    + " pg_namespace tn ON tn.oid = t.relnamespace LEFT JOIN pg_attribute a ON"
                    + " a.attrelid = t.oid AND a.attnum = d.refobjsubid WHERE n.nspname !~ '^pg_'"
                    + " AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid ="
                    + " 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e') ORDER BY 1";

    private final Connection connection;
    private final OutputStream out;
    private final ProgressListener progress;

    private CopyWriter(Connection connection, OutputStream out, ProgressListener progress) {
        this.connection = connection;
        this.out = out;
        this.progress = progress;
    }

    /**
     * Writes a database.
     *
     * @param connection in a transaction that sees one moment
     * @param schema what was read in that transaction
     */
    public static void write(
            Connection connection, Schema schema, OutputStream out, ProgressListener progress)
            throws SQLException, IOException {
        new CopyWriter(connection, out, progress).write(schema);
    }

    private void write(Schema schema) throws SQLException, IOException {
        CopyScript script = CopyScript.of(schema);
        line(FORM);
        for (var object : ObjectDigests.of(schema).entrySet()) {
            line("object " + object.getValue() + " " + object.getKey());
        }
        statements(SETTINGS);
        statements(script.beforeRows());
        statements(OwnTables.create(connection));
        List<CopiedTable> tables = CopiedTable.all(connection);
        for (int i = 0; i < tables.size(); i++) {
            progress.progress("copy tables", i, tables.size());
            if (!tables.get(i).columns().isEmpty()) {
                rows(tables.get(i));
            }
        }
        progress.progress("copy tables", tables.size(), tables.size());
        statements(OwnTables.texts(connection, SEQUENCES));
        statements(script.afterRows());
        statements(OwnTables.protect(connection));
        for (String statement : script.owners()) {
            statement("owner", statement);
        }
        line("end");
    }

    private void line(String text) throws IOException {
        out.write((MARK + text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void statements(List<String> statements) throws IOException {
        for (String statement : statements) {
            statement("statement", statement);
        }
    }

    private void statement(String mark, String statement) throws IOException {
        byte[] bytes = statement.getBytes(StandardCharsets.UTF_8);
        line(mark + " " + bytes.length);
        out.write(bytes);
        out.write(";\n".getBytes(StandardCharsets.UTF_8));
    }

    /** Gives the session of a transaction these settings until it ends. */
    public static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String setting : SETTINGS) {
                statement.execute(setting.replace("SET ", "SET LOCAL "));
            }
        }
    }

    /** Keeps others from changing the tables until the transaction ends. */
    public static void lock(Connection connection) throws SQLException {
        List<CopiedTable> tables = CopiedTable.all(connection);
        try (Statement statement = connection.createStatement()) {
            for (CopiedTable table : tables) {
                statement.execute("LOCK TABLE ONLY " + table.name() + " IN ACCESS SHARE MODE");
            }
        }
    }

    private void rows(CopiedTable table) throws SQLException, IOException {
        line("rows " + table.shown());
        out.write((table.in() + ";\n").getBytes(StandardCharsets.UTF_8));
        MessageDigest digest = ObjectDigests.sha256();
        DigestOutputStream hashing = new DigestOutputStream(new Unclosed(out), digest);
        long count = copies(connection).copyOut(table.out(), hashing);
        out.write("\\.\n".getBytes(StandardCharsets.UTF_8));
        line("copied " + count + " " + HexFormat.of().formatHex(digest.digest()));
    }

    static CopyManager copies(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    /** A stream that is written on after one part of it. */
    private static final class Unclosed extends FilterOutputStream {

        private Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
