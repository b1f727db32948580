package dev.cairn.database.postgres.backup;

import dev.cairn.database.engine.BackupContent;
import dev.cairn.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The lines before a dump that say what a restored database must equal. */
public final class DumpHeader {

    private static final String FORM = "backup 1 pg_dump";
    private static final String END = "header end";
    private static final int LONGEST_LINE = 1 << 20;

    private final Map<String, String> objects = new TreeMap<>();
    private final Map<String, Long> tables = new TreeMap<>();

    private DumpHeader() {}

    /** Returns the header of a dump that is made in the same snapshot. */
    public static String text(Connection connection, Schema schema) throws SQLException {
        StringBuilder text = new StringBuilder();
        line(FORM, text);
        ObjectDigests.of(schema)
                .forEach((name, digest) -> line("object " + digest + " " + name, text));
        for (var table : counts(connection).entrySet()) {
            line("count " + table.getValue() + " " + table.getKey(), text);
        }
        line(END, text);
        return text.toString();
    }

    private static void line(String line, StringBuilder text) {
        text.append(CopyWriter.MARK).append(line).append('\n');
    }

    private static Map<String, Long> counts(Connection connection) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        try (Statement statement = connection.createStatement()) {
            for (CopiedTable table : CopiedTable.all(connection)) {
                try (ResultSet rows =
                        statement.executeQuery("SELECT count(*) FROM ONLY " + table.name())) {
                    rows.next();
                    counts.put(table.shown(), rows.getLong(1));
                }
            }
        }
        return counts;
    }

    /**
     * Reads the header of a dump.
     *
     * @throws IOException if it has none
     */
    public static DumpHeader read(InputStream in) throws IOException {
        DumpHeader header = new DumpHeader();
        if (!mark(in).equals(FORM)) {
            throw new IOException("it is not a dump that Cairn made");
        }
        for (String mark = mark(in); !mark.equals(END); mark = mark(in)) {
            String[] part = mark.split(" ", 3);
            if (part.length == 3 && part[0].equals("object")) {
                header.objects.put(part[2], part[1]);
            } else if (part.length == 3 && part[1].matches("\\d{1,18}")) {
                header.tables.put(part[2], Long.parseLong(part[1]));
            } else {
                throw new IOException("'" + mark + "' is not a part of its header");
            }
        }
        return header;
    }

    private static String mark(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() > LONGEST_LINE) {
                throw new IOException("it is not whole: its header has no end");
            }
            line.write(next);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        if (!text.startsWith(CopyWriter.MARK)) {
            throw new IOException("it is damaged: its header is cut off");
        }
        return text.substring(CopyWriter.MARK.length());
    }

    /** Compares a database that was just made with what the header says. */
    public BackupContent compare(Connection connection, Schema schema) throws SQLException {
        List<String> differences =
                new ArrayList<>(ObjectDigests.differences(objects, ObjectDigests.of(schema)));
        Map<String, Long> found = counts(connection);
        if (!found.equals(tables)) {
            differences.add("the tables hold " + found + " rows, the dump says " + tables);
        }
        return new BackupContent(
                RestoredContent.shortened(differences),
                found,
                0,
                OwnTables.schemaVersion(connection));
    }
}
