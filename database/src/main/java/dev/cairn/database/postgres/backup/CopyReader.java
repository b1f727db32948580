package dev.cairn.database.postgres.backup;

import dev.cairn.database.ProgressListener;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Runs what {@link CopyWriter} has written in an empty database. */
public final class CopyReader {

    private static final int LONGEST_LINE = 1 << 20;
    private static final int LONGEST_STATEMENT = 1 << 30;
    private static final int BUFFER = 1 << 16;
    private static final String FORBIDDEN = "42501";

    private final Connection connection;
    private final BufferedInputStream in;
    private final ProgressListener progress;
    private final Map<String, String> objects = new TreeMap<>();
    private final Map<String, CopiedRows> tables = new LinkedHashMap<>();

    /**
     * The rows of a table.
     *
     * @param count how many there are
     * @param sha256 the hash of them in the form of COPY
     */
    record CopiedRows(long count, String sha256) {}

    private CopyReader(Connection connection, InputStream in, ProgressListener progress) {
        this.connection = connection;
        this.in = new BufferedInputStream(in, BUFFER);
        this.progress = progress;
    }

    /**
     * Makes a database from a backup.
     *
     * @param connection to a database that is empty; each statement is its own transaction
     * @return what the database must equal now
     * @throws IOException if the file is not a backup or not whole
     */
    public static RestoredContent restore(
            Connection connection, InputStream in, ProgressListener progress)
            throws SQLException, IOException {
        CopyReader reader = new CopyReader(connection, in, progress);
        reader.read();
        return new RestoredContent(reader.objects, reader.tables);
    }

    private void read() throws SQLException, IOException {
        if (!mark().equals(CopyWriter.FORM)) {
            throw new IOException("it is not a backup of a PostgreSQL database that Cairn made");
        }
        String table = "";
        long loaded = 0;
        while (true) {
            String mark = mark();
            int space = mark.indexOf(' ');
            String rest = mark.substring(space + 1);
            switch (space < 0 ? mark : mark.substring(0, space)) {
                case "object" -> object(rest);
                case "statement" -> execute(statement(number(rest)));
                case "owner" -> giveAway(statement(number(rest)));
                case "rows" -> {
                    table = rest;
                    loaded = load(rest);
                }
                case "copied" -> copied(table, loaded, rest);
                case "end" -> {
                    return;
                }
                default -> throw new IOException("'" + mark + "' is not a part of a backup");
            }
        }
    }

    private String mark() throws IOException {
        String line = line();
        if (!line.startsWith(CopyWriter.MARK)) {
            throw new IOException("it is damaged: a line that says what follows is missing");
        }
        return line.substring(CopyWriter.MARK.length());
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() > LONGEST_LINE) {
                throw new IOException("it is not whole: its end is missing");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private void object(String rest) throws IOException {
        int space = rest.indexOf(' ');
        if (space < 0) {
            throw new IOException("it is damaged: an object has no name");
        }
        objects.put(rest.substring(space + 1), rest.substring(0, space));
    }

    private static long number(String text) throws IOException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IOException("it is damaged: '" + text + "' is not a number", e);
        }
    }

    private String statement(long length) throws IOException {
        if (length < 0 || length > LONGEST_STATEMENT) {
            throw new IOException("it is damaged: a statement has " + length + " bytes");
        }
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length || in.read() != ';' || in.read() != '\n') {
            throw new IOException("it is not whole: a statement is cut off");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /** Only a member of a role can give it an object; without the right the object is kept. */
    private void giveAway(String sql) throws SQLException {
        try {
            execute(sql);
        } catch (SQLException e) {
            if (!FORBIDDEN.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private long load(String table) throws SQLException, IOException {
        progress.progress("load table '" + table + "'", 0, 0);
        String copy = line();
        return CopyWriter.copies(connection)
                .copyIn(copy.substring(0, copy.length() - 1), new RowBlock(in), BUFFER);
    }

    private void copied(String table, long loaded, String rest) throws IOException {
        int space = rest.indexOf(' ');
        long count = number(rest.substring(0, Math.max(space, 0)));
        if (count != loaded) {
            throw new IOException(
                    "%d rows of '%s' were loaded, but the backup has %d"
                            .formatted(loaded, table, count));
        }
        tables.put(table, new CopiedRows(count, rest.substring(space + 1)));
    }
}
